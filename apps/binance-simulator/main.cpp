#include <exception>

#include <CLI/CLI.hpp>
#include <signal.h>

#include "binance-simulator/options.h"
#include "common/output.h"

namespace {

int report(const atb::core::Error& error) {
  atb::app::print_error(error);
  return atb::core::exit_code(error.kind);
}

int run(int argc, char** argv) {
  ::signal(SIGPIPE, SIG_IGN);
  CLI::App program{"", "binance-simulator"};
  atb::app::ServeOptions options;
  atb::app::describe(program, options);
  try {
    program.parse(argc, argv);
  } catch (const CLI::Success& wanted) {
    return program.exit(wanted);
  } catch (const CLI::ParseError& fault) {
    return report(
        {atb::core::ErrorKind::usage, "usage", fault.what(), "See: binance-simulator --help"});
  }
  const auto served = atb::app::serve(options);
  return served ? 0 : report(served.error());
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& fault) {
    return report({atb::core::ErrorKind::internal, "internal", fault.what(),
                   "This is a fault of the program: please report it."});
  }
}
