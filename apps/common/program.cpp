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

/// The first word that is no option: the verb that was meant.
std::string_view first_word(int argc, char** argv) {
  for (int i = 1; i < argc; ++i)
    if (argv[i][0] != '-') return argv[i];
  return {};
}

core::Error usage_error(const CLI::App& program, const CLI::ParseError& fault, int argc,
                        char** argv) {
  std::vector<std::string> verbs;
  for (const CLI::App* verb : program.get_subcommands({})) verbs.push_back(verb->get_name());
  const std::string word{first_word(argc, argv)};
  const bool known = std::find(verbs.begin(), verbs.end(), word) != verbs.end();
  const std::string meant = core::nearest(word, verbs);
  const std::string message = word.empty() || known || verbs.empty()
                                  ? std::string{fault.what()}
                                  : fmt::format("there is no command \"{}\"", word);
  std::string advice = fmt::format("See: {} --help", program.get_name());
  if (known) advice = fmt::format("See: {} {} --help", program.get_name(), word);
  if (!known && !meant.empty())
    advice = fmt::format("Did you mean: {} {}", program.get_name(), meant);
  return {core::ErrorKind::usage, "usage", message, advice};
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
  verb.add_option_function<std::string>(
          "--format",
          [&invocation](const std::string& word) {
            invocation.format = word == "json" ? Format::json : Format::text;
          },
          "json prints exactly one object on standard output")
      ->check(CLI::IsMember({"text", "json"}))
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
    return report(usage_error(program, fault, argc, argv), invocation.format);
  }
  return run_action(invocation);
}

}  // namespace atb::app
