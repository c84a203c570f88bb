// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <system_error>

#include "app/command.hpp"
#include "app/config_template.hpp"
#include "core/file.hpp"

namespace trackmeet::app {
namespace {

struct InitOptions {
  std::string folder = ".";
  bool force = false;
};

Result<ExitStatus> init(const InitOptions& options) {
  const std::filesystem::path file = std::filesystem::path(options.folder) / "trackmeet.toml";
  std::error_code ignored;
  if (!std::filesystem::is_directory(options.folder, ignored))
    return failure(ErrorCode::usage, "there is no such folder", SourcePos{options.folder},
                   "name the folder of your project");
  if (!options.force && std::filesystem::exists(file, ignored))
    return failure(ErrorCode::conflict, "there is one already", SourcePos{file.string()},
                   "edit it, or write it anew with --force");
  if (Result<void> written = write_file_atomically(file, config_template); !written) return passed_on(written);
  fmt::print(
      "wrote {}\n\n"
      "Next:\n"
      "  1. Name your Google Benchmark executables in it, under [[suite]].\n"
      "  2. trackmeet bench         measures them; the first time it keeps what it saw as a local baseline\n"
      "  3. trackmeet bench         after a change: says what became slower\n",
      file.lexically_normal().string());
  return ExitStatus::ok;
}

}  // namespace

void add_init_command(CLI::App& program, Action& action) {
  const auto options = std::make_shared<InitOptions>();
  CLI::App* command = program.add_subcommand("init", "Write a commented trackmeet.toml for your project");
  command->add_option("folder", options->folder, "The project's folder")->type_name("DIR")->capture_default_str();
  command->add_flag("--force", options->force, "Overwrite the one that is there");
  command->footer(
      help_footer("  trackmeet init              in the folder where you are\n"
                  "  trackmeet init ~/project    in another one",
                  "it is written"));
  command->callback([options, &action] { action = [options] { return init(*options); }; });
}

}  // namespace trackmeet::app
