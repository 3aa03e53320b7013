#pragma once

#include <array>
#include <cstddef>
#include <optional>

#include "core/time.h"

namespace atb::binance {

/// The exchange's clock as seen from here: local time plus an estimated offset. Local times must
/// come from a clock that does not jump (a steady one that was set to UTC once).
/// The server's time lies between sending and receiving, so a sample is off by at most half its
/// round trip; the best of the recent samples counts, and grows less sure with age.
/// Source: Binance spot API, "Timing security": refused (-1021) when 1 s or more ahead of the
/// exchange or older than the receive window.
class ServerClock {
 public:
  struct Estimate {
    core::Duration offset;       ///< exchange minus local
    core::Duration uncertainty;  ///< the true offset is within this of it
    core::Duration age;          ///< of the newest sample
  };
  enum class Trust : std::uint8_t {
    good,
    measure,  ///< usable, but ask for the server's time now
    none,     ///< sign nothing: no sample, too old, too unsure, or refused and not measured since
  };

  /// One measurement: local times around a `GET time`. Samples with a round trip below zero or
  /// above 10 s are dropped. @param unit  what the server's time is exact to
  void add(core::Timestamp sent, core::Timestamp received, core::Timestamp server,
           core::Duration unit = core::Duration::milliseconds(1));
  /// The exchange refused a timestamp (-1021): what was believed is wrong.
  void on_refused() noexcept;

  [[nodiscard]] std::optional<Estimate> estimate(core::Timestamp local) const noexcept;
  /// The exchange's time, the local one before the first sample. For timestamps to sign, only
  /// while `trust` is not `none`.
  [[nodiscard]] core::Timestamp server_time(core::Timestamp local) const noexcept;
  [[nodiscard]] Trust trust(core::Timestamp local) const noexcept;

 private:
  struct Sample {
    core::Timestamp received;
    core::Duration offset;
    core::Duration half_trip;
  };
  static constexpr std::size_t kSamples = 8;
  std::array<Sample, kSamples> samples_{};
  std::size_t count_ = 0;  ///< added since the start or the last refusal
  bool refused_ = false;
};

}  // namespace atb::binance
