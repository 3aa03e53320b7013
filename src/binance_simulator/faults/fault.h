#pragma once

#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/time.h"
#include "exchange/orders/refusal.h"

namespace atb::binance_simulator {

/// Something that goes wrong with a call, on demand.
struct Fault {
  enum class Effect {
    answer,         ///< answers `status` and `body` without carrying the call out
    executed,       ///< carries it out, then answers `status` and `body` instead
    drop,           ///< closes the connection without carrying it out
    executed_drop,  ///< carries it out, then closes the connection
    silence,        ///< carries it out and never answers
    cut,            ///< carries it out and sends half of the answer
    delay,          ///< carries it out at once, answers after `delay`
    late,           ///< waits for `delay` before it is checked again and carried out
  };

  std::string call;  ///< "POST /api/v3/order", "order.place", or "*"
  Effect effect = Effect::answer;
  int status = 500;
  std::string body;
  core::Duration delay;
  int after = 0;  ///< so many calls are spared first
  int times = 1;  ///< then it hits so many; -1: all
  double probability = 1.0;
};

/// Reads a list of {"call", "effect", "status", "body" | "code" and "msg", "delay_ms", "after",
/// "times", "probability"}. @error simulator.faults_malformed (usage)
[[nodiscard]] core::Result<std::vector<Fault>> parse_faults(std::string_view json);

/// The faults in waiting. Which one hits is decided by their order, counts and a seeded dice.
class Faults {
 public:
  explicit Faults(std::uint64_t seed) : dice_{seed} {}

  void add(std::vector<Fault> faults);
  void clear() { faults_.clear(); }
  /// The fault of this call, if one hits; counts it. @param names  the call on both roads
  [[nodiscard]] std::optional<Fault> hit(std::string_view rest_name, std::string_view method);
  [[nodiscard]] std::size_t waiting() const noexcept { return faults_.size(); }

 private:
  std::vector<Fault> faults_;
  std::mt19937_64 dice_;
};

}  // namespace atb::binance_simulator
