#include "ai-trading-bot-secrets/rotate_output.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "ai-trading-bot-secrets/next_command.h"
#include "common/output.h"

namespace atb::app {
namespace {

/// The secret alone was changed: the bot knows nothing of it.
std::string untold(const SecretFlags& flags, std::string_view in_use) {
  return fmt::format(
      "the running bot was not told: it may go on with the key {}, which must stay until then\n"
      "next: {}\n"
      "      (with the --env-file and --owner of the bot's file; or fetch, then restart the bot)\n"
      "then: {}\n"
      "      (says which keys are left to delete)\n",
      in_use, next_command(flags, "fetch --reload-service"),
      next_command(flags, "rotate --finish"));
}

}  // namespace

std::string text_of_rotation(const RotationTold& told, const SecretFlags& flags) {
  const bool unchanged = told.outcome == "unchanged";
  if (told.dry_run)
    return unchanged ? fmt::format("unchanged: the key {} is in force already, version {}\n",
                                   told.new_key, told.version_id)
                     : fmt::format("would put the key {} in force instead of {}\n", told.new_key,
                                   told.old_key());
  const auto head =
      fmt::format("{}the key {} is in force{}, version {}\n", unchanged ? "unchanged: " : "",
                  told.new_key, unchanged ? " already" : "", told.version_id);
  if (!told.confirmed) return head + untold(flags, told.old_key());
  return head + fmt::format(
                    "the bot works with it\n"
                    "next: delete the old key {} in Binance's API Management\n"
                    "then: {}\n",
                    told.old_key(), next_command(flags, "rotate --finish"));
}

std::string text_of_finish(const RotationTold& told) {
  const bool one = told.old_keys.size() == 1;
  return fmt::format(
      "Binance refuses the old {} {} from this address and takes the one in force: most likely {} "
      "deleted, and the rotation is complete\n",
      one ? "key" : "keys", fmt::join(told.old_keys, ", "), one ? "it is" : "they are");
}

std::string text_of_abort(const RotationTold& told, secrets::AbortWay way,
                          const SecretFlags& flags) {
  const auto in_force = told.old_key();
  if (way == secrets::AbortWay::nothing)
    return fmt::format(
        "nothing to abort: the key {} is in force, version {}; the key {} was given up before\n"
        "to choose a version: {}, then rollback --to\n{}",
        in_force, told.version_id, told.new_key, next_command(flags, "versions --all"),
        told.confirmed ? "the bot works with it\n" : "");
  if (way == secrets::AbortWay::give_up)
    return fmt::format("{}: the stored key {} is given up, {} stays in force\n",
                       told.dry_run ? "would abort" : "aborted", told.new_key, in_force);
  if (told.dry_run)
    return fmt::format("would abort: back to the key {} from {}\n", in_force, told.new_key);
  return fmt::format("aborted: the key {} is in force again instead of {}, version {}\n{}",
                     in_force, told.new_key, told.version_id,
                     told.confirmed ? "the bot works with it\n" : untold(flags, told.new_key));
}

core::Result<void> print_rotation(const secrets::Target& target, const RotationTold& told,
                                  const std::string& text, Format format) {
  if (format == Format::text) return print_text(text);
  return print_json({{"secret", target.secret_id},
                     {"environment", settings::name_of(target.environment)},
                     {"outcome", told.outcome},
                     {"version_id", told.version_id},
                     {"old_key", told.old_key()},
                     {"old_keys", told.old_keys},
                     {"new_key", told.new_key},
                     {"confirmed", told.confirmed},
                     {"warnings", told.warnings},
                     {"dry_run", told.dry_run}});
}

}  // namespace atb::app
