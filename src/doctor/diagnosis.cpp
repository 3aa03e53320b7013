#include "doctor/diagnosis.h"

#include <iterator>
#include <string>

#include "doctor/file_checks.h"
#include "files/read.h"
#include "secrets/fetch/fetch_record.h"

namespace atb::doctor {
namespace {

void append(Findings& all, Findings more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

std::string version_of(const std::filesystem::path& env_file) {
  constexpr std::size_t kRecordMax = 4'096;
  const auto text = files::read_file(env_file.string() + ".fetched", kRecordMax);
  const auto record = text ? secrets::parse_record(*text) : std::nullopt;
  return record ? record->version_id : std::string{};
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
  append(findings, check_service(probes.service, version_of(probes.env_file), access));
  return findings;
}

}  // namespace atb::doctor
