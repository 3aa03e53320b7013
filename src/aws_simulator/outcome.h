#pragma once

#include <string>

#include "aws_simulator/service_error.h"
#include "core/error.h"

namespace atb::aws_simulator {

/// As `refuse`, with the HTTP status of the code.
[[nodiscard]] inline tl::unexpected<ServiceError> refuse_with(int status, std::string code,
                                                              std::string message) {
  return tl::unexpected<ServiceError>(ServiceError{std::move(code), std::move(message), status});
}

}  // namespace atb::aws_simulator

/// As ATB_TRY, for Outcome: hands an error up, or goes on.
#define ATB_CHECK(expression)                                      \
  do {                                                             \
    if (auto atb_check_result = (expression); !atb_check_result)   \
      return ::tl::unexpected<::atb::aws_simulator::ServiceError>( \
          std::move(atb_check_result).error());                    \
  } while (false)
