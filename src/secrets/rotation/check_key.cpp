#include "secrets/rotation/check_key.h"

#include "settings/secret_json.h"

namespace atb::secrets {

core::Result<void> require_check(const Target& target, const CheckKey& check) {
  if (check || target.environment == settings::Environment::staging) return {};
  return core::fail(core::ErrorKind::refused, "secrets.unchecked_key",
                    "a key for production is not put in force unchecked",
                    "Leave out --skip-key-check.");
}

core::Result<settings::Values> read_in_force(aws::SecretsManager& manager, const Target& target) {
  ATB_ASSIGN(const auto current, manager.get_secret_value(target.secret_id, {}));
  return settings::parse_secret_json(current.value.reveal());
}

}  // namespace atb::secrets
