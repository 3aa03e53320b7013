#include "secrets/fetch/fetch_origin.h"

#include <optional>
#include <string>

#include <fmt/format.h>

#include "secrets/fetch/fetch_in_place.h"
#include "secrets/fetch/fetch_record.h"
#include "settings/settings.h"

namespace atb::secrets {
namespace {

using settings::Environment;

std::string_view value_of(const settings::Values& values, std::string_view name) {
  const auto* const value = values.find(name);
  return value == nullptr ? std::string_view{} : value->reveal();
}

std::optional<Environment> environment_of(const settings::Values* values) {
  if (values == nullptr) return std::nullopt;
  if (const auto said = settings::parse_environment(value_of(*values, "ENVIRONMENT"))) return said;
  return value_of(*values, "TRADING_MODE") == "live" ? std::optional{Environment::production}
                                                     : std::nullopt;
}

std::string secret_of(const FileInPlace& file) {
  if (const auto named = origin_of(file.text); !named.empty()) return std::string{named};
  const auto noted = read_record(file.path);
  return noted ? noted->secret_id : std::string{};
}

tl::unexpected<core::Error> of_another(const FileInPlace& file, std::string_view what,
                                       std::string_view meant) {
  return core::fail(core::ErrorKind::refused, "secrets.file_of_another",
                    fmt::format("{} {}: it is not replaced", file.path.string(), what),
                    fmt::format("Did you mean {}?\n"
                                "To replace the file all the same: --replace-environment",
                                meant));
}

}  // namespace

core::Result<void> check_same_origin(const FileInPlace& file, const Target& target) {
  const auto secret = secret_of(file);
  auto environment = environment_of(file.values);
  if (!environment) environment = environment_named_by(secret);
  if (environment && *environment != target.environment)
    return of_another(
        file,
        fmt::format("holds the settings of {}, not of {}", settings::name_of(*environment),
                    settings::name_of(target.environment)),
        fmt::format("--environment {}", settings::name_of(*environment)));
  if (secret.empty() || same_secret(secret, target.secret_id)) return {};
  return of_another(file, fmt::format("was fetched from {}, not from {}", secret, target.secret_id),
                    fmt::format("--secret-id {}", secret));
}

}  // namespace atb::secrets
