#pragma once

#include "aws_simulator/operations.h"

namespace atb::aws_simulator {

/// Secrets Manager: the operations over its store.
class SecretsService final : public Service {
 public:
  /// @param kms  outlives the service; is saved with it
  /// @param random_text  as many letters and digits as it is asked for
  SecretsService(std::string account, KmsKeys& kms, RandomBelow random_below,
                 std::function<std::string(std::size_t)> random_text);

  [[nodiscard]] const ServiceNames& names() const override;
  [[nodiscard]] bool knows(std::string_view operation) const override;
  [[nodiscard]] std::vector<Right> required_rights(const ServiceCall& call) const override;
  [[nodiscard]] Trace trace(const ServiceCall& call) const override;
  [[nodiscard]] Outcome<Answer> run(const ServiceCall& call) override;
  [[nodiscard]] nlohmann::json save() const override;
  void load(const nlohmann::json& state) override;
  [[nodiscard]] nlohmann::json summary() const override;

 private:
  SecretStore store_;
  KmsKeys& kms_;
  RandomBelow random_below_;
  std::function<std::string(std::size_t)> random_text_;
};

}  // namespace atb::aws_simulator
