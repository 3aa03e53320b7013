#pragma once

#include <string>

#include <tl/expected.hpp>

namespace atb::aws_simulator {

/// A fault as the service sends it.
struct ServiceError {
  std::string code;
  std::string message;
  int status = 400;
};

template <class T>
using Outcome = tl::expected<T, ServiceError>;

[[nodiscard]] inline tl::unexpected<ServiceError> refuse(std::string code, std::string message) {
  return tl::unexpected<ServiceError>(ServiceError{std::move(code), std::move(message)});
}

}  // namespace atb::aws_simulator
