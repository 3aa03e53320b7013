#include "binance_simulator/access/key_ring.h"

#include <utility>

namespace atb::binance_simulator {

void KeyRing::add(ApiKey key) {
  auto text = key.text;
  keys_.insert_or_assign(std::move(text), std::move(key));
}

bool KeyRing::revoke(std::string_view text) {
  const auto found = keys_.find(text);
  if (found == keys_.end()) return false;
  keys_.erase(found);
  return true;
}

const ApiKey* KeyRing::find(std::string_view text) const {
  const auto found = keys_.find(text);
  return found == keys_.end() ? nullptr : &found->second;
}

}  // namespace atb::binance_simulator
