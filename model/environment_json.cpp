// SPDX-License-Identifier: Apache-2.0
#include "model/environment_json.hpp"

#include <climits>

#include "model/json_text.hpp"

namespace trackmeet::model {

void read_caches(const Json& list, std::vector<Cache>& into, Complaint& complaint) {
  std::vector<Cache> caches;
  for (const Json& item : list.items) {
    if (item.type != Json::Type::object) {
      complaint.raise(item.line, "'caches' must be a list of objects");
      return;
    }
    Fields fields(item, "a cache", complaint);
    Cache cache;
    std::uint64_t level = 0;
    std::uint64_t sharing = 0;
    fields.text("type", cache.type, Need::required);
    fields.natural("level", level, Need::required, INT_MAX);
    fields.natural("size", cache.bytes, Need::required);
    fields.natural("num_sharing", sharing, Need::optional, INT_MAX);
    cache.level = static_cast<int>(level);
    cache.sharing = static_cast<int>(sharing);
    caches.push_back(std::move(cache));
  }
  if (!complaint.raised()) into = std::move(caches);
}

void read_environment(const Json& object, Environment& into, std::string& extra, Complaint& complaint) {
  Fields fields(object, "environment", complaint);
  fields.text("os", into.os);
  fields.text("kernel", into.kernel);
  fields.text("architecture", into.architecture);
  fields.text("cpu", into.cpu);
  std::uint64_t cores = 0;
  fields.natural("cores", cores, Need::optional, UINT_MAX);
  into.cores = static_cast<unsigned>(cores);
  fields.natural("memory_bytes", into.memory_bytes);
  if (const Json* caches = fields.list("caches")) read_caches(*caches, into.caches, complaint);
  fields.text("governor", into.governor);
  bool virtualized = false;
  if (fields.flag("virtualized", virtualized)) into.virtualized = virtualized;
  fields.text("compiler", into.compiler);
  fields.text("flags", into.flags);
  fields.text("build_type", into.build_type);
  fields.text("machine_class", into.machine_class);
  if (const Json* ci = fields.object("ci")) {
    Fields ci_fields(*ci, "environment.ci", complaint);
    ci_fields.text("provider", into.ci_provider, Need::required);
    ci_fields.text("run_id", into.ci_run_id);
    fields.keep("ci", ci_fields.unread());
  }
  fields.texts("notes", into.notes);
  fields.texts("warnings", into.warnings);
  extra = fields.unread();
}

namespace {

void append_caches(std::string& out, const std::vector<Cache>& caches) {
  out += '[';
  for (const Cache& cache : caches) {
    if (&cache != &caches.front()) out += ", ";
    out += '{';
    ObjectText object(out, ", ");
    object.text("type", cache.type);
    object.natural("level", static_cast<std::uint64_t>(cache.level < 0 ? 0 : cache.level));
    object.natural("size", cache.bytes);
    if (cache.sharing > 0) object.natural("num_sharing", static_cast<std::uint64_t>(cache.sharing));
    out += '}';
  }
  out += ']';
}

}  // namespace

void append_environment(std::string& out, const Environment& environment, const Json& extra,
                        const std::string& indent) {
  ObjectText object(out, ",\n" + indent);
  object.text_if_any("os", environment.os);
  object.text_if_any("kernel", environment.kernel);
  object.text_if_any("architecture", environment.architecture);
  object.text_if_any("cpu", environment.cpu);
  object.natural_if_any("cores", environment.cores);
  object.natural_if_any("memory_bytes", environment.memory_bytes);
  if (!environment.caches.empty()) {
    object.key("caches");
    append_caches(out, environment.caches);
  }
  object.text_if_any("governor", environment.governor);
  if (environment.virtualized) object.flag("virtualized", *environment.virtualized);
  object.text_if_any("compiler", environment.compiler);
  object.text_if_any("flags", environment.flags);
  object.text_if_any("build_type", environment.build_type);
  object.text_if_any("machine_class", environment.machine_class);
  if (!environment.ci_provider.empty()) {
    object.key("ci");
    out += '{';
    ObjectText ci(out, ", ");
    ci.text("provider", environment.ci_provider);
    ci.text_if_any("run_id", environment.ci_run_id);
    append_rest(ci, extra.find("ci"), {"provider", "run_id"});
    out += '}';
  }
  if (!environment.notes.empty()) {
    object.key("notes");
    append_strings(out, environment.notes);
  }
  if (!environment.warnings.empty()) {
    object.key("warnings");
    append_strings(out, environment.warnings);
  }
  append_rest(object, &extra,
              {"os", "kernel", "architecture", "cpu", "cores", "memory_bytes", "caches", "governor", "virtualized",
               "compiler", "flags", "build_type", "machine_class", "ci", "notes", "warnings"});
}

}  // namespace trackmeet::model
