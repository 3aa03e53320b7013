#pragma once

#include <cstdint>

#include <nlohmann/json_fwd.hpp>

namespace atb::aws_simulator {

/// By so much time a request of the control port or a fault may move a clock: 50 years either way
/// keep every time of the simulator within what a Timestamp can say.
inline constexpr std::int64_t kClockSecondsMax = std::int64_t{50} * 365 * 86'400;

/// A whole number out of JSON, as it was written: nothing is rounded, cut or wrapped.
/// Throws nlohmann::json::exception for anything else, and for one outside of `least` to `most`.
[[nodiscard]] std::int64_t whole_number(const nlohmann::json& value, std::int64_t least,
                                        std::int64_t most);
/// The member of that name; `otherwise` when there is none.
[[nodiscard]] std::int64_t whole_number(const nlohmann::json& object, const char* name,
                                        std::int64_t otherwise, std::int64_t least,
                                        std::int64_t most);

}  // namespace atb::aws_simulator
