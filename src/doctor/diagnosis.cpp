#include "doctor/diagnosis.h"

#include <iterator>

#include "doctor/file_checks.h"

namespace atb::doctor {
namespace {

void append(Findings& all, Findings more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace

Findings diagnose(const Probes& probes) {
  auto access = check_access(probes.access);
  auto secret = check_secret(probes.secret, access);
  auto file = check_file({.env_file = probes.env_file,
                          .owner = probes.owner,
                          .environment = probes.secret.environment,
                          .secret_id = probes.secret.secret_id,
                          .secret = secret.values ? &*secret.values : nullptr,
                          .secret_version = secret.version_id,
                          .now = probes.secret.now});
  Findings findings = access.findings;
  append(findings, std::move(secret.findings));
  append(findings, std::move(file.findings));
  if (const auto& values = secret.values ? secret.values : file.values)
    append(findings, check_outside(probes.outside, *values));
  else
    findings.push_back(skipped("binance-key", "neither secret nor file gives the settings"));
  append(findings, check_service(probes.service, file.version, access));
  return findings;
}

}  // namespace atb::doctor
