#pragma once

#include <deque>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "core/time.h"

namespace atb::aws_simulator {

/// One call as the control port shows it: never a value.
struct LoggedCall {
  core::Timestamp time;  ///< the service's
  std::string service;   ///< signing name; empty: none answered
  std::string operation;
  std::string access_key_id;  ///< empty where nobody signed
  std::string caller_arn;
  std::string code;  ///< of the error, or empty for success
  int status = 0;
  std::string delivery;  ///< "whole", "cut", "dropped", "withheld"
  std::string request_id;
};

/// The latest calls.
class RequestLog {
 public:
  static constexpr std::size_t kCallsMax = 10'000;
  void add(LoggedCall call);
  void clear() noexcept { calls_.clear(); }
  [[nodiscard]] std::size_t size() const noexcept { return calls_.size(); }
  /// A list, oldest first.
  [[nodiscard]] nlohmann::json to_json() const;

 private:
  std::deque<LoggedCall> calls_;
};

}  // namespace atb::aws_simulator
