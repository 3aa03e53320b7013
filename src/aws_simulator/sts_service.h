#pragma once

#include "aws_simulator/call_fields.h"
#include "aws_simulator/iam_store.h"
#include "aws_simulator/key_ring.h"
#include "aws_simulator/policy_evaluation.h"
#include "aws_simulator/service.h"

namespace atb::aws_simulator {

/// STS: who am I, and temporary keys. GetCallerIdentity, AssumeRole, AssumeRoleWithWebIdentity
/// (not signed), GetSessionToken.
/// Source: botocore's service model sts 2011-06-15; STS API reference.
class StsService final : public Service {
 public:
  /// @param iam   the roles that can be assumed; outlives this
  /// @param keys  temporary keys go there; outlives this
  StsService(const IamStore& iam, KeyRing& keys) : iam_{iam}, keys_{keys} {}

  [[nodiscard]] const ServiceNames& names() const override;
  [[nodiscard]] bool knows(std::string_view operation) const override;
  [[nodiscard]] bool is_unsigned(std::string_view operation) const override;
  /// None: a trust policy decides with the caller's own policies, inside `run`.
  [[nodiscard]] std::vector<Right> required_rights(const ServiceCall& call) const override;
  [[nodiscard]] Trace trace(const ServiceCall& call) const override;
  [[nodiscard]] Outcome<Answer> run(const ServiceCall& call) override;

 private:
  Outcome<nlohmann::json> assume_role(const Fields& input, const ServiceCall& call);
  Outcome<nlohmann::json> assume_with_web_identity(const Fields& input, const ServiceCall& call);
  Outcome<nlohmann::json> session_token(const Fields& input, const ServiceCall& call);
  Outcome<nlohmann::json> open_session(const Fields& input, const Role& role,
                                       const ServiceCall& call);
  Outcome<const Role*> role_in(const Fields& input) const;
  [[nodiscard]] nlohmann::json credentials(Identity identity, std::int64_t seconds,
                                           core::Timestamp now);

  const IamStore& iam_;
  KeyRing& keys_;
};

}  // namespace atb::aws_simulator
