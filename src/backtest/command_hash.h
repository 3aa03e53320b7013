#pragma once

#include <memory>
#include <string>
#include <vector>

#include "trading/command.h"

namespace atb::backtest {

/// SHA-256 over the canonical bytes of a run's commands (`trading::append_canonical`): two runs
/// decided the same if and only if their hashes are equal.
class CommandHash {
 public:
  CommandHash();
  ~CommandHash();
  CommandHash(CommandHash&&) noexcept;
  CommandHash& operator=(CommandHash&&) noexcept;

  void add(const trading::Command& command);
  /// 64 hex digits of all commands so far. Adding may go on afterwards.
  [[nodiscard]] std::string hex() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace atb::backtest
