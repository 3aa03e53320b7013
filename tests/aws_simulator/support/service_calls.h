#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "aws_simulator/service.h"

namespace atb::aws_simulator::testing {

/// 2025-01-02T03:04:05Z
inline core::Timestamp test_time() {
  return *core::parse_timestamp("2025-01-02T03:04:05Z");
}

/// "00000…1", "00000…2": different each time, of that length.
inline std::function<std::string(std::size_t)> counted_text() {
  return [count = 0](std::size_t length) mutable {
    std::string text = std::to_string(++count);
    return text.insert(0, length - std::min(length, text.size()), '0');
  };
}

/// Asks one service directly, past the front door, as an administrator of us-east-1.
struct Asker {
  Service& service;
  core::Timestamp now = test_time();
  Protocol protocol = Protocol::json;
  Identity caller = {.access_key_id = "AKIDEXAMPLE",
                     .arn = "arn:aws:iam::123456789012:root",
                     .user_id = "123456789012",
                     .account = "123456789012",
                     .session_issuer_arn = {},
                     .session_policy = {},
                     .is_unlimited = true};
  bool may_everything = true;  ///< what `authorise` answers

  [[nodiscard]] ServiceCall call(std::string operation, nlohmann::json input) const {
    ServiceCall call;
    call.service = service.names().signing_name;
    call.operation = std::move(operation);
    call.region = "us-east-1";
    call.protocol = protocol;
    call.caller = caller;
    call.now = now;
    call.request_id = "r-1";
    call.source_ip = "192.0.2.7";
    call.user_agent = "tests";
    call.input = std::move(input);
    call.authorise = [allowed = may_everything](const Right&) -> Outcome<void> {
      if (allowed) return {};
      return refuse("AccessDeniedException", "no policy allows it");
    };
    return call;
  }

  [[nodiscard]] Outcome<Answer> run(std::string operation, nlohmann::json input) const {
    return service.run(call(std::move(operation), std::move(input)));
  }
  /// Code of the refusal; empty: it was accepted.
  [[nodiscard]] std::string code(std::string operation, nlohmann::json input) const {
    const auto answer = run(std::move(operation), std::move(input));
    return answer ? std::string{} : answer.error().code;
  }
  /// Body of a JSON answer; null when it was refused or had none.
  [[nodiscard]] nlohmann::json json(std::string operation, nlohmann::json input) const {
    const auto answer = run(std::move(operation), std::move(input));
    if (!answer || answer->body.empty()) return nullptr;
    return nlohmann::json::parse(answer->body);
  }
  /// Body of a Query answer; empty when it was refused or had none.
  [[nodiscard]] std::string xml(std::string operation, nlohmann::json input) const {
    const auto answer = run(std::move(operation), std::move(input));
    return answer ? answer->body : std::string{};
  }
};

}  // namespace atb::aws_simulator::testing
