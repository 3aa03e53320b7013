#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <signal.h>

#include "common/output.h"
#include "serve.h"

namespace {

constexpr const char* kPurpose =
    "Secrets Manager on this machine, for tests, the demo and dry runs: the real protocol, every\n"
    "signature checked. Listens on 127.0.0.1 only; SIGTERM or SIGINT ends it.";

constexpr const char* kFooter =
    "Credentials: AKIDEXAMPLE / wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY, account 123456789012,\n"
    "any region.\n"
    "exit: 0 ended by a signal, 1 cannot listen, 2 usage\n"
    "examples:\n"
    "  aws-simulator --port 4566\n"
    "  aws-simulator --port 0 --state /tmp/aws.json --faults faults.json";

int report(const atb::core::Error& error) {
  atb::app::print_error(error);
  return atb::core::exit_code(error.kind);
}

}  // namespace

int main(int argc, char** argv) {
  ::signal(SIGPIPE, SIG_IGN);
  CLI::App program{kPurpose, "aws-simulator"};
  atb::app::ServeOptions options;
  program.footer(kFooter);
  program.set_version_flag("--version", "aws-simulator " ATB_VERSION);
  program.add_option("--port", options.port, "port on 127.0.0.1; 0 takes a free one")
      ->default_val(0);
  program.add_option("--state", options.state_file, "keep the secrets in this file (mode 600)");
  program.add_option("--faults", options.faults_file,
                     "JSON list of {operation, times, error | status | drop}");
  try {
    program.parse(argc, argv);
  } catch (const CLI::Success& wanted) {
    return program.exit(wanted);
  } catch (const CLI::ParseError& fault) {
    return report(
        {atb::core::ErrorKind::usage, "usage", fault.what(), "See: aws-simulator --help"});
  }
  const auto served = atb::app::serve(options);
  return served ? 0 : report(served.error());
}
