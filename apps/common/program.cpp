#include "common/program.h"

#include <csignal>
#include <exception>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "common/output.h"
#include "core/nearest.h"

namespace atb::app {
namespace {

int report(const core::Error& error, Format format) {
  print_error(error);
  if (format == Format::json) (void)print_json(to_json(error));
  return core::exit_code(error.kind);
}

std::string verb_advice(const CLI::App& program, int argc, char** argv) {
  std::vector<std::string> verbs;
  for (const CLI::App* verb : program.get_subcommands({})) verbs.push_back(verb->get_name());
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (word.starts_with('-')) continue;
    const bool known = std::find(verbs.begin(), verbs.end(), word) != verbs.end();
    if (const auto meant = core::nearest(word, verbs); !known && !meant.empty())
      return fmt::format("Did you mean: {} {}", program.get_name(), meant);
    if (known) return fmt::format("See: {} {} --help", program.get_name(), word);
    break;
  }
  return fmt::format("See: {} --help", program.get_name());
}

int run_action(Invocation& invocation) {
  try {
    const auto outcome = invocation.action();
    return outcome ? *outcome : report(outcome.error(), invocation.format);
  } catch (const std::exception& fault) {
    return report({core::ErrorKind::internal, "internal", fault.what(),
                   "This is a fault of the program: please report it with the command line."},
                  invocation.format);
  }
}

}  // namespace

CLI::App& add_verb(CLI::App& program, Invocation& invocation, const std::string& name,
                   const std::string& purpose, const std::string& footer) {
  CLI::App& verb = *program.add_subcommand(name, purpose);
  verb.footer(footer);
  verb.add_option("--format", invocation.format, "text or json (one object on stdout)")
      ->transform(CLI::CheckedTransformer(
          std::map<std::string, Format>{{"text", Format::text}, {"json", Format::json}}))
      ->type_name("FORMAT")
      ->default_str("text");
  return verb;
}

int run_program(CLI::App& program, Invocation& invocation, int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);
  program.require_subcommand(1);
  program.set_version_flag("--version", std::string{program.get_name() + " " ATB_VERSION});
  program.get_formatter()->column_width(32);
  try {
    program.parse(argc, argv);
  } catch (const CLI::Success& wanted) {  // --help, --version
    return program.exit(wanted);
  } catch (const CLI::ParseError& fault) {
    return report({core::ErrorKind::usage, "usage", fault.what(), verb_advice(program, argc, argv)},
                  invocation.format);
  }
  return run_action(invocation);
}

}  // namespace atb::app
