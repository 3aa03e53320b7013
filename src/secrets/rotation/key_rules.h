#pragma once

#include <string>
#include <vector>

#include "binance/keys/key_check.h"
#include "core/time.h"
#include "settings/settings.h"

namespace atb::secrets {

/// What speaks against a key, in words for people.
struct KeyVerdict {
  std::vector<std::string> faults;  ///< it must not be used
  std::vector<std::string> warnings;
};

/// Judges the rights of a key. Money must not be able to leave; in production it must be able to
/// trade and be tied to an address. Rights that a spot bot has no use for are warned of, and an
/// old key too.
[[nodiscard]] KeyVerdict judge_key(const binance::KeyFacts& facts,
                                   settings::Environment environment, core::Timestamp now);

}  // namespace atb::secrets
