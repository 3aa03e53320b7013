#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "binance/keys/key_check.h"
#include "core/error.h"
#include "core/time.h"
#include "doctor/finding.h"
#include "net/http.h"
#include "net/postgres_probe.h"
#include "settings/settings.h"
#include "settings/values.h"

/// What the settings point to: Binance, the database, Slack.
namespace atb::doctor {

struct OutsideProbes {
  settings::Environment environment = settings::Environment::staging;
  std::filesystem::path state_folder;  ///< where a relative database file lies
  std::function<core::Result<binance::KeyFacts>(const binance::KeyPair&)> check_key;
  std::function<core::Result<net::PostgresAnswer>(const std::string& host, std::uint16_t port)>
      ask_postgres;
  /// Posts an empty message, which Slack answers but does not show.
  std::function<core::Result<net::HttpResponse>(const core::SecretString& url)> post_empty;
  core::Timestamp now;
};

/// @param values  the settings in force; those that are malformed are left to `shape`
[[nodiscard]] Findings check_outside(const OutsideProbes& probes, const settings::Values& values);

}  // namespace atb::doctor
