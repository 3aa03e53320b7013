#include "common/program.h"

#include <csignal>
#include <exception>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "common/output.h"
#include "common/protect.h"
#include "common/usage.h"

namespace atb::app {
namespace {

int report(const core::Error& error, Format format) {
  // Who reads us has seen enough (`| head`): nothing is wrong, and nobody is there to be told.
  if (error.code == "output.closed") return core::exit_code(error.kind);
  print_error(error);
  if (format == Format::json) (void)print_json(to_json(error));
  return core::exit_code(error.kind);
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
    return report(usage_error(program, fault, argc, argv),
                  asks_for_json(argc, argv) ? Format::json : Format::text);
  }
  if (const auto empty = empty_option(program)) return report(*empty, invocation.format);
  const int exit_code = run_action(invocation);
  overwrite_used_stack();
  return exit_code;
}

}  // namespace atb::app
