#include "common/output.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <string>

#include <nlohmann/json.hpp>
#include <unistd.h>

namespace atb::app {

core::Result<void> print_json(const nlohmann::ordered_json& object) {
  return print_text(object.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
}

core::Result<void> print_text(std::string_view text) {
  const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
  const bool flushed = written && std::fflush(stdout) == 0;
  if (!flushed && errno == EPIPE)
    return core::fail(core::ErrorKind::internal, "output.closed", "the reader closed the output");
  if (!flushed)
    return core::fail(core::ErrorKind::internal, "output.failed",
                      "the result could not be written to standard output",
                      "Check the disk or the program that reads it.");
  return {};
}

void print_error(const core::Error& error) {
  const std::string text = core::render(error) + "\n";
  std::fwrite(text.data(), 1, text.size(), stderr);
}

nlohmann::ordered_json to_json(const core::Error& error) {
  return {{"error",
           {{"kind", core::describe(error.kind)},
            {"code", error.code},
            {"message", error.message},
            {"advice", error.advice},
            {"exit_code", core::exit_code(error.kind)}}}};
}

bool stderr_is_interactive() {
  const char* const term = std::getenv("TERM");
  return isatty(STDERR_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr && term != nullptr &&
         std::string_view{term} != "dumb";
}

}  // namespace atb::app
