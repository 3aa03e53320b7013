#include "ai-trading-bot-secrets/rotate_delivery.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "aws/session.h"
#include "control/client.h"
#include "control/unix_socket.h"
#include "secrets/change/rollback.h"
#include "secrets/fetch/fetch.h"
#include "secrets/fetch/fetch_in_place.h"
#include "secrets/rotation/confirm_reload.h"
#include "secrets/rotation/env_place.h"

namespace atb::app {
namespace {

using core::Result;

/// @return  warnings
Result<std::vector<std::string>> write_env(aws::SecretsManager& manager,
                                           const secrets::Target& target,
                                           const std::string& version_id,
                                           const Delivery& delivery) {
  secrets::FetchRequest request;
  request.target = target;
  request.env_file = delivery.env_file;
  request.owner = delivery.owner;
  request.readers = delivery.readers;
  // This version and no other: somebody may have moved AWSCURRENT meanwhile.
  const auto get = [&] {
    return manager.get_secret_value(target.secret_id, {.version_id = version_id});
  };
  ATB_ASSIGN(auto report, secrets::fetch(request, get, aws::machine_surroundings().now()));
  return std::move(report.warnings);
}

Result<secrets::Reloaded> reload(const std::string& socket) {
  ATB_ASSIGN(const auto answer, control::ask(socket, "reload"));
  secrets::Reloaded reloaded;
  if (const auto version = answer.find("settings_version");
      version != answer.end() && version->is_string())
    reloaded.settings_version = version->get<std::string>();
  if (const auto names = answer.find("needs_restart"); names != answer.end() && names->is_array())
    for (const auto& name : *names)
      if (name.is_string()) reloaded.needs_restart.push_back(name.get<std::string>());
  return reloaded;
}

/// The version that the file names and the bot will tell: a later one with the same settings leaves
/// the file as it is.
std::string version_in_file(const Delivery& delivery, const std::string& in_force) {
  const auto owner = delivery.owner ? std::optional{delivery.owner->user} : std::nullopt;
  const auto file = secrets::load_in_place(delivery.env_file, owner);
  if (!file) return in_force;
  const auto named = secrets::version_of({file->bytes.data(), file->bytes.size()});
  return named.empty() ? in_force : std::string{named};
}

/// @return  warnings
Result<std::vector<std::string>> put_in_place(aws::SecretsManager& manager,
                                              const secrets::Target& target,
                                              const std::string& version_id,
                                              const Delivery& delivery) {
  ATB_ASSIGN(auto warnings, write_env(manager, target, version_id, delivery));
  const auto surroundings = aws::machine_surroundings();
  ATB_ASSIGN(const auto waiting,
             secrets::confirm_reload([&] { return reload(delivery.socket); },
                                     version_in_file(delivery, version_id), delivery.timeout,
                                     {surroundings.now, surroundings.sleep}));
  if (!waiting.empty())
    warnings.push_back(
        fmt::format("the bot takes over {} at its next start only: restart it at a quiet moment",
                    fmt::join(waiting, ", ")));
  return warnings;
}

/// What became of going back, in words.
std::string take_back(aws::SecretsManager& manager, const secrets::ChangePlan& plan,
                      const std::string& version_id, const Delivery& delivery) {
  const auto back = secrets::plan_rollback(manager, plan.target, {.version_id = plan.base_version});
  if (!back) return fmt::format("Going back failed: {}.", back.error().message);
  if (back->from != version_id)
    return fmt::format("Another writer put version {} in force meanwhile: it stays.", back->from);
  if (const auto moved = secrets::apply_rollback(manager, *back); !moved)
    return fmt::format("Going back failed: {}.", moved.error().message);
  const auto placed = put_in_place(manager, plan.target, plan.base_version, delivery);
  return fmt::format(
      "Version {} is in force again{}.", plan.base_version,
      placed ? ", and the bot works with it" : "; but the bot does not: " + placed.error().message);
}

}  // namespace

Result<void> check_bot(const Delivery& delivery) {
  return control::ask(delivery.socket, "status").map([](const auto&) {});
}

Result<void> check_env_place(const Delivery& delivery, bool dry_run) {
  return secrets::check_place(
      {delivery.env_file, delivery.owner, control::owner_of(delivery.socket)}, !dry_run);
}

Result<Delivered> deliver(aws::SecretsManager& manager, const secrets::ChangePlan& plan,
                          const std::string& version_id, const Delivery& delivery,
                          OnFailure on_failure) {
  if (on_failure == OnFailure::keep)
    if (const auto bot = check_bot(delivery); !bot && bot.error().code == "control.not_running") {
      ATB_ASSIGN(auto warnings, write_env(manager, plan.target, version_id, delivery));
      warnings.push_back(
          fmt::format("{}: it reads {} when it starts", bot.error().message, delivery.env_file));
      return Delivered{false, std::move(warnings)};
    }
  auto placed = put_in_place(manager, plan.target, version_id, delivery);
  if (placed) return Delivered{true, std::move(*placed)};
  core::Error error = placed.error();
  std::string outcome = "The pair stays in force; start or restart the bot, which reads the file.";
  if (on_failure == OnFailure::take_back)
    outcome = plan.changes().empty()
                  ? std::string{"To go back: ai-trading-bot-secrets rotate --abort"}
                  : take_back(manager, plan, version_id, delivery);
  error.advice += fmt::format("{}{}", error.advice.empty() ? "" : "\n", outcome);
  return tl::unexpected<core::Error>(std::move(error));
}

}  // namespace atb::app
