#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "ai-trading-bot-secrets/binance_access.h"
#include "ai-trading-bot-secrets/change_run.h"
#include "ai-trading-bot-secrets/commands.h"
#include "ai-trading-bot-secrets/next_command.h"
#include "ai-trading-bot-secrets/prompt.h"
#include "ai-trading-bot-secrets/reader_flag.h"
#include "ai-trading-bot-secrets/rotate_delivery.h"
#include "ai-trading-bot-secrets/rotate_output.h"
#include "ai-trading-bot-secrets/settings_source.h"
#include "aws/environment.h"
#include "aws/protocol/request_token.h"
#include "control/protocol.h"
#include "secrets/change/redacted_diff.h"
#include "secrets/rotation/abort.h"
#include "secrets/rotation/finish.h"
#include "secrets/rotation/key_pairs.h"
#include "secrets/rotation/old_pairs.h"
#include "secrets/rotation/rotate.h"

namespace atb::app {
namespace {

using core::Result;

constexpr const char* kFooter =
    "Make the new key in Binance's API Management first; the old one stays until the end. The "
    "pair\n"
    "is asked for without echo, or read from a file that holds BINANCE_API_KEY and\n"
    "BINANCE_API_SECRET. Run it on the bot's host, as keys are tied to its address. Binance is\n"
    "asked what the new key may do: one that lets money out, cannot trade, is tied to no address\n"
    "(production), or is of another account is refused. With --env-file the bot must reload and\n"
    "say that it works with the new version, else the old one is put back; as root, --owner names\n"
    "the bot's user. Without --env-file the secret alone changes: fetch --reload-service tells\n"
    "the bot. Each step can be repeated; --abort goes back; --finish asks about every old key "
    "that\n"
    "the versions hold, until Binance refuses all of them.\n"
    "\n"
    "JSON: secret, environment, outcome (written, finished, unchanged, would_write, would_finish,\n"
    "      aborted, would_abort, old_key_dead), version_id, old_key, old_keys[], new_key, "
    "confirmed,\n"
    "      warnings[], dry_run; of an abort, old_key is in force and new_key is given up\n"
    "\n"
    "exit codes: 0 done, or nothing to abort, 2 usage, 3 settings invalid, 4 not authorised (AWS,\n"
    "            or Binance refuses the key), 5 not found (no bot listens), 6 temporary outside\n"
    "            failure, 7 refused (unfit key, another writer, not confirmed, old key alive or\n"
    "            dead, not agreed); when the bot refused the new file, the code of its reason\n"
    "\n"
    "examples:\n"
    "  ai-trading-bot-secrets rotate --environment staging\n"
    "  sudo ai-trading-bot-secrets rotate --environment production \\\n"
    "      --env-file /opt/ai-trading-bot/.env --owner ai-trading-bot:\n"
    "  ai-trading-bot-secrets rotate --environment production --finish\n"
    "  ai-trading-bot-secrets rotate --environment production --abort";

struct RotateFlags {
  ChangeFlags change;
  SettingsSource source;
  std::string binance_url = "https://api.binance.com";
  bool skip_key_check = false;
  bool finish = false;
  bool abort = false;
  std::string env_file;
  std::string owner;
  std::string reader = "common";
  std::string socket{control::kDefaultSocket};
  std::string confirm_timeout = "60s";
};

Result<settings::Values> read_pair(const SettingsSource& source) {
  settings::Values pair;
  if (source.env_file.empty() && source.json_file.empty()) {
    for (const char* name : {"BINANCE_API_KEY", "BINANCE_API_SECRET"}) {
      ATB_ASSIGN(auto value, ask_hidden(fmt::format("new {}: ", name)));
      pair.set(name, std::move(value));
    }
  } else {
    ATB_ASSIGN(const auto values, read_settings(source));
    pair = secrets::pair_of(values);
  }
  for (const std::string_view name : {"BINANCE_API_KEY", "BINANCE_API_SECRET"})
    if (const auto* const value = pair.find(name); value == nullptr || value->empty())
      return core::fail(core::ErrorKind::usage, "rotate.incomplete",
                        fmt::format("the new pair has no {}", name),
                        "Give both halves; nothing was changed.");
  return pair;
}

Result<std::optional<Delivery>> delivery_of(const RotateFlags& flags) {
  if (flags.env_file.empty()) return std::optional<Delivery>{};
  Delivery delivery{flags.env_file, {}, readers_of(flags.reader), flags.socket, {}};
  ATB_ASSIGN(delivery.timeout, core::parse_duration(flags.confirm_timeout));
  if (!flags.owner.empty()) {
    ATB_ASSIGN(delivery.owner, files::parse_owner(flags.owner));
  }
  return std::optional{delivery};
}

void append(std::vector<std::string>& all, const std::vector<std::string>& more) {
  all.insert(all.end(), more.begin(), more.end());
}

/// Nothing was changed yet: the way that needs no bot, in the user's own options.
core::Error without_bot(core::Error error, const RotateFlags& flags) {
  if (error.code != "control.not_running") return error;
  std::string fetch = "fetch --env-file " + shell_word(flags.env_file);
  if (!flags.owner.empty()) fetch += " --owner " + shell_word(flags.owner);
  if (flags.reader != "common") fetch += " --reader " + flags.reader;
  error.message += "; nothing was changed";
  error.advice = fmt::format(
      "Start the bot, or name its --socket. Where none runs, rotate without --env-file, then "
      "fetch:\n{}\n{}",
      next_command(flags.change.secret, "rotate"), next_command(flags.change.secret, fetch));
  return error;
}

/// Writes the file and has the bot take it over, when that was asked for.
Result<void> hand_over(aws::SecretsManager& manager, const secrets::ChangePlan& plan,
                       const std::optional<Delivery>& delivery, OnFailure on_failure,
                       RotationTold& told) {
  if (!delivery || told.dry_run) return {};
  ATB_ASSIGN(const auto delivered, deliver(manager, plan, told.version_id, *delivery, on_failure));
  print_warnings(delivered.warnings);
  append(told.warnings, delivered.warnings);
  told.confirmed = delivered.confirmed;
  return {};
}

/// A version that was in force for a moment only is not to be handed to the bot.
Result<void> check_still_in_force(const secrets::ChangeReport& report) {
  if (report.replaced_by.empty()) return {};
  return core::fail(core::ErrorKind::refused, "secrets.moved_meanwhile",
                    fmt::format("version {} was put in force, and another writer has replaced it "
                                "by {}",
                                report.version_id, report.replaced_by),
                    "See what that one did, then run the same command again:\n"
                    "ai-trading-bot-secrets versions");
}

Result<int> rotate(const RotateFlags& flags, const secrets::Target& target, Format format) {
  ATB_ASSIGN(const auto delivery, delivery_of(flags));
  if (delivery) {
    if (const auto bot = check_bot(*delivery); !bot)
      return tl::unexpected<core::Error>(without_bot(bot.error(), flags));
    ATB_TRY(check_env_place(*delivery, flags.change.dry_run));
  }
  ATB_ASSIGN(auto pair, read_pair(flags.source));
  ATB_ASSIGN(auto session, open_session(flags.change.secret));
  BinanceAccess binance{flags.binance_url};
  ATB_ASSIGN(auto plan,
             secrets::plan_rotation(session.secrets, target, std::move(pair),
                                    flags.skip_key_check ? secrets::CheckKey{} : binance.check(),
                                    aws::machine_surroundings().now()));
  plan.change.warnings = plan.warnings;
  ATB_ASSIGN(const auto report, carry_out(session.secrets, plan.change, flags.change));
  ATB_TRY(check_still_in_force(report));
  RotationTold told{.outcome = std::string{outcome_name(report.outcome, flags.change.dry_run)},
                    .version_id = report.version_id,
                    .old_keys = {plan.old_key},
                    .new_key = plan.new_key,
                    .dry_run = flags.change.dry_run,
                    .warnings = session.warnings};
  append(told.warnings, plan.warnings);
  append(told.warnings, report.warnings);
  ATB_TRY(hand_over(session.secrets, plan.change, delivery, OnFailure::take_back, told));
  ATB_TRY(print_rotation(target, told, text_of_rotation(told, flags.change.secret), format));
  return 0;
}

Result<int> finish(const RotateFlags& flags, const secrets::Target& target, Format format) {
  ATB_ASSIGN(auto session, open_session(flags.change.secret));
  BinanceAccess binance{flags.binance_url};
  ATB_ASSIGN(const auto refused,
             secrets::confirm_old_keys_dead(session.secrets, target, binance.check()));
  print_warnings(refused.warnings);
  RotationTold told{.outcome = "old_key_dead",
                    .version_id = {},
                    .old_keys = refused.keys,
                    .new_key = {},
                    .dry_run = flags.change.dry_run,
                    .warnings = session.warnings};
  append(told.warnings, refused.warnings);
  ATB_TRY(print_rotation(target, told, text_of_finish(told), format));
  return 0;
}

/// As carry_out; a version that is made gets an id that says what it was.
Result<secrets::ChangeReport> carry_out_abort(aws::SecretsManager& manager,
                                              const secrets::AbortPlan& plan,
                                              const ChangeFlags& flags) {
  const auto& change = plan.change;
  if (plan.way != secrets::AbortWay::go_back || flags.dry_run)
    return carry_out(manager, change, flags);
  ATB_TRY(show_and_confirm(flags, change.target,
                           secrets::redacted_diff(change.before, change.after), change.warnings));
  ATB_ASSIGN(auto report, secrets::apply_change(manager, change,
                                                secrets::abort_token(aws::new_request_token())));
  print_warnings(report.warnings);
  return report;
}

std::string outcome_of(secrets::AbortWay way, bool dry_run) {
  if (way == secrets::AbortWay::nothing) return "unchanged";
  return dry_run ? "would_abort" : "aborted";
}

Result<int> abort(const RotateFlags& flags, const secrets::Target& target, Format format) {
  ATB_ASSIGN(const auto delivery, delivery_of(flags));
  if (delivery) ATB_TRY(check_env_place(*delivery, flags.change.dry_run));
  ATB_ASSIGN(auto session, open_session(flags.change.secret));
  BinanceAccess binance{flags.binance_url};
  ATB_ASSIGN(const auto plan,
             secrets::plan_abort(session.secrets, target,
                                 flags.skip_key_check ? secrets::CheckKey{} : binance.check()));
  ATB_ASSIGN(const auto report, carry_out_abort(session.secrets, plan, flags.change));
  ATB_TRY(check_still_in_force(report));
  RotationTold told{.outcome = outcome_of(plan.way, flags.change.dry_run),
                    .version_id = report.version_id,
                    .old_keys = {plan.in_force},
                    .new_key = plan.rejected_key,
                    .dry_run = flags.change.dry_run,
                    .warnings = session.warnings};
  append(told.warnings, plan.change.warnings);
  append(told.warnings, report.warnings);
  ATB_TRY(hand_over(session.secrets, plan.change, delivery, OnFailure::keep, told));
  ATB_TRY(print_rotation(target, told, text_of_abort(told, plan.way, flags.change.secret), format));
  return 0;
}

Result<int> run(const RotateFlags& flags, Format format) {
  const auto& named = flags.change.secret;
  ATB_ASSIGN(const auto target, secrets::choose_target(named.environment, named.secret_id));
  if (flags.finish) return finish(flags, target, format);
  return flags.abort ? abort(flags, target, format) : rotate(flags, target, format);
}

void add_flags(CLI::App& verb, RotateFlags& flags) {
  add_change_flags(verb, flags.change);
  auto* const from_env = verb.add_option("--from-env", flags.source.env_file,
                                         ".env file with the new pair, - for stdin")
                             ->type_name("FILE");
  verb.add_option("--from-json", flags.source.json_file, "JSON file with the new pair, - for stdin")
      ->type_name("FILE")
      ->excludes(from_env);
  verb.add_option("--env-file", flags.env_file, "write this file and have the bot reload it")
      ->type_name("FILE");
  verb.add_option("--owner", flags.owner, "whom the file belongs to (default: this user)")
      ->type_name("USER:GROUP");
  add_reader_flag(verb, flags.reader);
  verb.add_option("--socket", flags.socket, "where the bot listens")
      ->type_name("PATH")
      ->capture_default_str();
  verb.add_option("--confirm-timeout", flags.confirm_timeout, "how long the bot may take")
      ->type_name("TIME")
      ->capture_default_str();
  verb.add_option("--binance-url", flags.binance_url, "where keys are checked")
      ->type_name("URL")
      ->capture_default_str();
  verb.add_flag("--skip-key-check", flags.skip_key_check, "staging only: do not ask Binance");
  auto* const finish = verb.add_flag("--finish", flags.finish, "confirm that the old key is dead");
  verb.add_flag("--abort", flags.abort, "go back to the old pair")->excludes(finish);
}

}  // namespace

void add_rotate_command(CLI::App& program, Invocation& invocation) {
  auto flags = std::make_shared<RotateFlags>();
  CLI::App& verb =
      add_verb(program, invocation, "rotate",
               "put a new Binance key in place, checked first, and retire the old one", kFooter);
  add_flags(verb, *flags);
  verb.callback([flags, &invocation] {
    invocation.action = [flags, &invocation] {
      return with_options(run(*flags, invocation.format), flags->change.secret);
    };
  });
}

}  // namespace atb::app
