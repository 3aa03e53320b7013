#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"

namespace atb::aws_simulator {

/// What goes wrong on purpose.
struct Fault {
  std::string operation;  ///< "GetSecretValue", or "*" for every one
  int times = 1;          ///< how often, then never again
  std::string error;      ///< code to answer with; empty: an empty body
  int status = 400;
  bool drop = false;  ///< the operation happens but its answer is lost
};

/// Faults on demand, used up in their order.
class Faults {
 public:
  Faults() = default;
  /// Reads
  /// `[{"operation":"*","times":2,"error":"ThrottlingException"},{"operation":…,"status":503},
  /// {"operation":…,"drop":true}]`.
  /// @error simulator.faults_malformed (kind usage)
  [[nodiscard]] static core::Result<Faults> parse(std::string_view text);

  /// The fault that befalls this call, if any; counts it.
  [[nodiscard]] std::optional<Fault> take(std::string_view operation);

 private:
  std::vector<Fault> faults_;
};

}  // namespace atb::aws_simulator
