#pragma once

#include "aws_simulator/iam_store.h"
#include "aws_simulator/key_ring.h"
#include "aws_simulator/service.h"

namespace atb::aws_simulator {

/// IAM, and the decisions that follow from its policies.
class IamService final : public Service, public Authoriser {
 public:
  /// @param keys         outlives this; CreateAccessKey adds to it
  /// @param random_text  as many letters and digits as it is asked for
  IamService(std::string account, KeyRing& keys,
             std::function<std::string(std::size_t)> random_text);

  [[nodiscard]] const ServiceNames& names() const override;
  [[nodiscard]] bool knows(std::string_view operation) const override;
  [[nodiscard]] std::vector<Right> required_rights(const ServiceCall& call) const override;
  [[nodiscard]] Trace trace(const ServiceCall& call) const override;
  [[nodiscard]] Outcome<Answer> run(const ServiceCall& call) override;
  [[nodiscard]] nlohmann::json save() const override;
  void load(const nlohmann::json& state) override;
  [[nodiscard]] nlohmann::json summary() const override;

  /// The policies of the user, or of the role behind a session (narrowed by the session's own), and
  /// the resource's policy: a deny in any wins; an allow in one of both is enough, unless the
  /// resource's names only the account.
  [[nodiscard]] Verdict decide(const Identity& identity, const Right& right,
                               core::Timestamp now) const override;

  [[nodiscard]] IamStore& store() noexcept { return store_; }
  [[nodiscard]] const IamStore& store() const noexcept { return store_; }

 private:
  IamStore store_;
  KeyRing& keys_;
};

}  // namespace atb::aws_simulator
