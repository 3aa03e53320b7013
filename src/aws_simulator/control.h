#pragma once

#include <span>

#include "aws_simulator/kms_keys.h"
#include "aws_simulator/metadata.h"
#include "aws_simulator/simulator.h"

namespace atb::aws_simulator {

/// The control port: a JSON interface to the simulated world, for tests. See
/// docs/aws-simulator.md for its requests. Answers never hold a secret's value.
class Control {
 public:
  /// All outlive the port.
  Control(Simulator& simulator, KmsKeys& kms, Metadata& metadata)
      : simulator_{simulator}, kms_{kms}, metadata_{metadata} {}

  /// 200 with JSON; 404 for an unknown path; 405; 400 with {"error":…} for a body that makes no
  /// sense, which changes nothing.
  [[nodiscard]] net::HttpResponse handle(const net::ServerRequest& request);

 private:
  core::Result<nlohmann::json> add_key(const nlohmann::json& body);
  core::Result<nlohmann::json> change_metadata(const nlohmann::json& body);

  struct Command;
  static std::span<const Command> all_commands();

  Simulator& simulator_;
  KmsKeys& kms_;
  Metadata& metadata_;
};

}  // namespace atb::aws_simulator
