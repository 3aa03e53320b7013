#pragma once

#include <map>
#include <string>
#include <string_view>

#include "binance_simulator/access/api_key.h"

namespace atb::binance_simulator {

/// The key and secret of the examples in Binance's public documentation.
inline constexpr std::string_view kExampleKey =
    "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A";
inline constexpr std::string_view kExampleSecret =
    "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j";

/// All keys of all accounts.
class KeyRing {
 public:
  /// Adds a key, or replaces that of the same text.
  void add(ApiKey key);
  /// False when there is no such key.
  bool revoke(std::string_view text);
  /// Null when there is no such key; valid until the ring changes.
  [[nodiscard]] const ApiKey* find(std::string_view text) const;
  [[nodiscard]] std::size_t size() const noexcept { return keys_.size(); }

 private:
  std::map<std::string, ApiKey, std::less<>> keys_;
};

}  // namespace atb::binance_simulator
