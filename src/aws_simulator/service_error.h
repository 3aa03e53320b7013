#pragma once

#include <string>

#include <tl/expected.hpp>

namespace atb::aws_simulator {

/// A fault as the service sends it.
struct ServiceError {
  std::string code;
  std::string message;
  int status = 400;
  /// The code in a Query answer, and in x-amzn-query-error of a service that speaks both
  /// protocols, where it is another one; empty: `code`.
  std::string query_code = {};
};

template <class T>
using Outcome = tl::expected<T, ServiceError>;

[[nodiscard]] inline tl::unexpected<ServiceError> refuse(std::string code, std::string message) {
  return tl::unexpected<ServiceError>(ServiceError{std::move(code), std::move(message)});
}

}  // namespace atb::aws_simulator
