#include "core/error.h"

#include <utility>

#include <fmt/format.h>

namespace atb::core {

int exit_code(ErrorKind kind) noexcept {
  switch (kind) {
    case ErrorKind::internal:
      return 1;
    case ErrorKind::usage:
      return 2;
    case ErrorKind::settings:
      return 3;
    case ErrorKind::not_authorised:
      return 4;
    case ErrorKind::not_found:
      return 5;
    case ErrorKind::temporary:
      return 6;
    case ErrorKind::refused:
      return 7;
  }
  return 1;
}

std::string_view describe(ErrorKind kind) noexcept {
  switch (kind) {
    case ErrorKind::internal:
      return "unexpected failure";
    case ErrorKind::usage:
      return "wrong usage or input";
    case ErrorKind::settings:
      return "settings invalid";
    case ErrorKind::not_authorised:
      return "not authorised";
    case ErrorKind::not_found:
      return "not found";
    case ErrorKind::temporary:
      return "temporary outside failure";
    case ErrorKind::refused:
      return "refused for safety";
  }
  return "unexpected failure";
}

namespace {

void append_indented(std::string& out, std::string_view text) {
  while (!text.empty()) {
    const auto end = text.find('\n');
    out += "\n  ";
    out += text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  }
}

}  // namespace

std::string render(const Error& error) {
  std::string out = fmt::format("error: {}", error.message);
  if (!error.code.empty()) out += fmt::format(" [{}]", error.code);
  append_indented(out, error.advice);
  out += fmt::format("\n  (exit {}, {})", exit_code(error.kind), describe(error.kind));
  return out;
}

tl::unexpected<Error> fail(ErrorKind kind, std::string_view code, std::string message,
                           std::string advice) {
  return tl::unexpected<Error>(
      Error{kind, std::string{code}, std::move(message), std::move(advice)});
}

tl::unexpected<Error> add_context(Error error, std::string_view context) {
  error.message = fmt::format("{}: {}", context, error.message);
  return tl::unexpected<Error>(std::move(error));
}

}  // namespace atb::core
