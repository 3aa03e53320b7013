#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/error.h"

namespace atb::app {

struct ServeOptions {
  std::uint16_t port = 0;
  std::optional<std::uint16_t> control_port;  ///< none: no control port
  std::string candles;                        ///< a file; empty: a random walk
  std::optional<std::uint64_t> random_walk;   ///< its seed
  std::string symbol = "BTCUSDT";
  std::string interval;               ///< of the candle file; empty: as its rows lie apart
  double speed = 1.0;                 ///< times the candles go by faster
  std::vector<std::string> balances;  ///< "USDT=1000", of the example account
  std::string account_file;
  std::string faults_file;
  std::uint64_t seed = 1;
  std::string tls_certificate;  ///< and key: https
  std::string tls_key;
};

/// Serves until SIGTERM or SIGINT; prints `{"ready":true,"url":…,"control":…}` once it listens.
/// @error net.listen_failed, net.tls_files_unusable; those of the files
core::Result<void> serve(const ServeOptions& options);

}  // namespace atb::app
