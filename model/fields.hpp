// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/clock.hpp"
#include "core/result.hpp"
#include "model/json_tree.hpp"

namespace trackmeet::model {

/// The first thing that is wrong with a file, or with one row of it. Later complaints are dropped.
class Complaint {
public:
  explicit Complaint(const std::string& source) : source_(source) {}
  void raise(std::uint32_t line, std::string message, std::string hint = {});
  const std::string& source() const { return source_; }
  bool raised() const { return error_.has_value(); }
  const Error& error() const { return *error_; }
  tl::unexpected<Error> as_failure() { return tl::make_unexpected(std::move(*error_)); }

private:
  std::string source_;
  std::optional<Error> error_;
};

enum class Need { optional, required };

/// Reads the members of one JSON object by name. What is missing or of a wrong type is complained about, with its line
/// and what is wanted instead; what nobody asked for is kept (`unread`).
class Fields {
public:
  /// `what` names the object in messages: `run.git`, `a benchmark row`; a literal. `object` must be one.
  Fields(const Json& object, std::string_view what, Complaint& complaint);

  /// The member, whatever its type; null if absent.
  const Json* any(std::string_view key, Need need = Need::optional);
  /// The member if it is of that type.
  const Json* object(std::string_view key, Need need = Need::optional);
  const Json* list(std::string_view key, Need need = Need::optional);

  // Each of these leaves `into` alone when the member is absent or wrong, and tells whether it was set.
  bool text(std::string_view key, std::string& into, Need need = Need::optional);
  bool flag(std::string_view key, bool& into, Need need = Need::optional);
  bool natural(std::string_view key, std::uint64_t& into, Need need = Need::optional, std::uint64_t most = UINT64_MAX);
  bool natural(std::string_view key, std::optional<std::uint32_t>& into, Need need = Need::optional);
  bool time(std::string_view key, UtcTime& into, Need need = Need::optional);
  bool texts(std::string_view key, std::vector<std::string>& into, Need need = Need::optional);

  template <typename Choice>
  bool word(std::string_view key, std::span<const std::pair<std::string_view, Choice>> words, Choice& into, Need need) {
    std::string given;
    if (!text(key, given, need)) return false;
    std::vector<std::string> known;
    for (const auto& [name, choice] : words) {
      if (name == given) {
        into = choice;
        return true;
      }
      known.emplace_back(name);
    }
    complain_about_word(key, given, known);
    return false;
  }

  /// A part of a member that was read, to be kept as if it were a member of that name.
  void keep(std::string_view key, std::string json);

  /// Members in their order that nobody asked for, each to be read with `take`.
  template <typename Visitor>
  void for_each_unread(Visitor&& visit) {
    for (std::size_t i = 0; i < object_.items.size(); ++i) {
      if (!was_read(i) && visit(object_.items[i])) set_read(i);
    }
  }

  /// What nobody asked for, as a JSON object; empty if there is nothing.
  std::string unread() const;

private:
  static constexpr std::size_t in_bits = 64;
  bool was_read(std::size_t i) const { return i < in_bits ? ((read_ >> i) & 1U) != 0 : more_read_[i - in_bits]; }
  void set_read(std::size_t i) {
    if (i < in_bits)
      read_ |= std::uint64_t{1} << i;
    else
      more_read_[i - in_bits] = true;
  }

  const Json* of_type(std::string_view key, Json::Type type, Need need);
  void complain_about_type(const Json& member, std::string_view wanted);
  void complain_about_word(std::string_view key, const std::string& given, const std::vector<std::string>& known);

  const Json& object_;
  std::string_view what_;
  Complaint& complaint_;
  std::uint64_t read_ = 0;       ///< of the first members, a bit each: objects are mostly small
  std::vector<bool> more_read_;  ///< of those after them
  std::size_t hint_ = 0;         ///< where the next member most likely is
  std::vector<std::pair<std::string, std::string>> kept_;
};

}  // namespace trackmeet::model
