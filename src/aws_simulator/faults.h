#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "core/error.h"
#include "core/time.h"

namespace atb::aws_simulator {

/// What goes wrong on purpose.
struct Fault {
  enum class Delivery {
    answered,       ///< the answer arrives
    dropped,        ///< the call acts, its answer is lost
    dropped_early,  ///< the call is lost before it acts
    cut,            ///< the call acts, half of the answer arrives
  };
  std::string service;        ///< signing name, or empty for every one
  std::string operation;      ///< "GetSecretValue", or "*" for every one
  int after = 0;              ///< this many calls that match pass unharmed first
  int times = 1;              ///< how often, then never again
  double probability = 1;     ///< of each call that matches, 0 to 1
  std::string error;          ///< code to answer with, before acting
  std::optional<int> status;  ///< 400 to 599; without `error`: an empty body, before acting
  Delivery delivery = Delivery::answered;
  core::Duration delay;       ///< before the answer
  core::Duration clock_skew;  ///< by which the service's clock is wrong for this call
};

/// Faults on demand: each call meets the first one that it matches.
class Faults {
 public:
  Faults() = default;
  /// @param seed  of the random numbers behind `probability`
  explicit Faults(std::uint64_t seed) : state_{seed} {}

  /// Adds what a JSON list says, in its order:
  /// `[{"operation":"*","times":2,"error":"ThrottlingException"},{"operation":…,"status":503},
  /// {"operation":…,"drop":true}]`; `drop` is true or "after" (acts), or "before". Further members:
  /// service, after, probability, cut, delay_ms, clock_skew_seconds. A single object counts as a
  /// list of one.
  /// @error simulator.faults_malformed (kind usage): nothing was added
  [[nodiscard]] core::Result<void> add(std::string_view text);
  void clear() noexcept { faults_.clear(); }

  /// The fault that befalls this call, if any; counts it.
  [[nodiscard]] std::optional<Fault> take(std::string_view service, std::string_view operation);

  /// Those that are not used up.
  [[nodiscard]] std::size_t pending() const noexcept;

 private:
  double random();

  std::vector<Fault> faults_;
  std::uint64_t state_ = 1;
};

}  // namespace atb::aws_simulator
