#pragma once

#include "aws_simulator/kms_keys.h"
#include "aws_simulator/secret_store.h"
#include "aws_simulator/service.h"

/// Which rights a call to Secrets Manager needs, and what CloudTrail sees of it.
/// Source: Service Authorization Reference, "Actions, resources, and condition keys for AWS Secrets
/// Manager"; Secrets Manager User Guide, "Secret encryption and decryption".
namespace atb::aws_simulator {

/// The right to an operation on a secret that exists: its ARN, policy, and the condition keys of
/// its tags.
[[nodiscard]] Right secret_right(std::string_view operation, const StoredSecret& secret);

/// What reading a value needs: secretsmanager:GetSecretValue and, under a customer key, kms:Decrypt
/// by way of Secrets Manager.
[[nodiscard]] std::vector<Right> read_rights(const std::string& id, const VersionQuery& query,
                                             const ServiceCall& call, const SecretStore& store,
                                             const KmsKeys& kms);

/// What any operation needs. A secret that does not exist has an ARN without the random suffix: a
/// policy for "NAME-??????" denies it before anybody can learn that it is not there.
[[nodiscard]] std::vector<Right> rights_of(const ServiceCall& call, const SecretStore& store,
                                           const KmsKeys& kms);

/// The input with keys as CloudTrail spells them, without SecretString, SecretBinary and
/// RotationToken.
[[nodiscard]] Trace trace_of(const ServiceCall& call, const SecretStore& store);

}  // namespace atb::aws_simulator
