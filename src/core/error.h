#pragma once

#include <string>
#include <string_view>

#include <tl/expected.hpp>

namespace atb::core {

/// Kind of failure; each has one exit code, the same in every program (`exit_code`).
enum class ErrorKind {
  internal,        ///< a fault of ours or of the machine (full disk, I/O error)
  usage,           ///< wrong options, or an input file that cannot be used
  settings,        ///< settings missing, unknown in shape or out of range
  not_authorised,  ///< AWS or Binance refused the identity or the right
  not_found,       ///< a file, secret, version or candle store that is not there
  temporary,       ///< an outside failure that outlived the retries
  refused,         ///< possible, but refused for the safety of money or secrets
};

/// Documented process exit code: internal 1, usage 2, settings 3, not_authorised 4,
/// not_found 5, temporary 6, refused 7. Success is 0.
[[nodiscard]] int exit_code(ErrorKind kind) noexcept;

/// The kind in words, as the last line of a printed error shows it.
[[nodiscard]] std::string_view describe(ErrorKind kind) noexcept;

/// What failed, why, and what to do next. Never holds a secret value.
struct Error {
  ErrorKind kind = ErrorKind::internal;
  std::string code;     ///< stable name: "decimal.too_precise", or the AWS/Binance code as received
  std::string message;  ///< what failed and why, one sentence, no final full stop
  std::string advice;   ///< what to do next; may be empty, may hold several lines
};

/// `error: <message> [<code>]`, the advice indented, and `(exit N, <kind>)`.
[[nodiscard]] std::string render(const Error& error);

template <class T>
using Result = tl::expected<T, Error>;

[[nodiscard]] tl::unexpected<Error> fail(ErrorKind kind, std::string_view code, std::string message,
                                         std::string advice = {});

/// The same error with `context` put before its message: "context: message".
[[nodiscard]] tl::unexpected<Error> add_context(Error error, std::string_view context);

}  // namespace atb::core

/// Hands an error up, or goes on: `ATB_TRY(store.commit());`
#define ATB_TRY(expression)                                                           \
  do {                                                                                \
    if (auto atb_try_result = (expression); !atb_try_result)                          \
      return ::tl::unexpected<::atb::core::Error>(std::move(atb_try_result).error()); \
  } while (false)

#define ATB_CONCAT_INNER(a, b) a##b
#define ATB_CONCAT(a, b) ATB_CONCAT_INNER(a, b)

/// Hands an error up, or names the value: `ATB_ASSIGN(const auto price, parse_price(text));`
#define ATB_ASSIGN(declaration, expression) \
  ATB_ASSIGN_INNER(ATB_CONCAT(atb_assign_, __LINE__), declaration, expression)
#define ATB_ASSIGN_INNER(result, declaration, expression)                              \
  auto result = (expression);                                                          \
  if (!result) return ::tl::unexpected<::atb::core::Error>(std::move(result).error()); \
  declaration = std::move(*result)
