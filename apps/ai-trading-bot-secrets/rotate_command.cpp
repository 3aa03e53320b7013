#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "ai-trading-bot-secrets/binance_access.h"
#include "ai-trading-bot-secrets/change_run.h"
#include "ai-trading-bot-secrets/commands.h"
#include "ai-trading-bot-secrets/prompt.h"
#include "ai-trading-bot-secrets/rotate_delivery.h"
#include "ai-trading-bot-secrets/settings_source.h"
#include "aws/environment.h"
#include "common/output.h"
#include "control/protocol.h"
#include "secrets/change/versions.h"
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
    "say that it works with the new version, else the old one is put back. Each step can be\n"
    "repeated; --abort goes back; --finish asks with the old key until Binance refuses it.\n"
    "\n"
    "JSON: secret, environment, outcome (written, finished, unchanged, would_write, would_finish,\n"
    "      aborted, would_abort, old_key_dead), version_id, old_key, new_key, confirmed, "
    "warnings[], dry_run\n"
    "\n"
    "exit codes: 0 done, 2 usage, 3 settings invalid, 4 not authorised (AWS, or Binance refuses\n"
    "            the key), 5 not found (no bot listens), 6 temporary outside failure, 7 refused\n"
    "            (unfit key, another writer, not confirmed, old key alive, not agreed)\n"
    "\n"
    "examples:\n"
    "  ai-trading-bot-secrets rotate --environment staging\n"
    "  ai-trading-bot-secrets rotate --environment production --env-file /opt/ai-trading-bot/.env\n"
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
  Delivery delivery{flags.env_file, {}, flags.socket, {}};
  ATB_ASSIGN(delivery.timeout, core::parse_duration(flags.confirm_timeout));
  if (!flags.owner.empty()) {
    ATB_ASSIGN(delivery.owner, files::parse_owner(flags.owner));
  }
  return std::optional{delivery};
}

/// What is told at the end of each of the three ways.
struct Told {
  std::string outcome;
  std::string version_id;
  std::string old_key;
  std::string new_key;
  bool confirmed = false;
  std::vector<std::string> warnings;
  std::string text;
};

Result<int> print(const secrets::Target& target, const Told& told, bool dry_run, Format format) {
  if (format == Format::text) {
    ATB_TRY(print_text(told.text));
    return 0;
  }
  ATB_TRY(print_json({{"secret", target.secret_id},
                      {"environment", settings::name_of(target.environment)},
                      {"outcome", told.outcome},
                      {"version_id", told.version_id},
                      {"old_key", told.old_key},
                      {"new_key", told.new_key},
                      {"confirmed", told.confirmed},
                      {"warnings", told.warnings},
                      {"dry_run", dry_run}}));
  return 0;
}

std::string next_steps(const secrets::Target& target, const Told& told) {
  const auto environment = settings::name_of(target.environment);
  const std::string fetch = told.confirmed
                                ? "the bot works with it\n"
                                : fmt::format(
                                      "next: ai-trading-bot-secrets fetch --environment {} "
                                      "--reload-service\n",
                                      environment);
  return fmt::format(
      "{}then: delete the old key {} in Binance's API Management\n"
      "then: ai-trading-bot-secrets rotate --environment {} --finish\n",
      fetch, told.old_key, environment);
}

std::string key_in(const settings::Values& values) {
  const auto* const key = values.find("BINANCE_API_KEY");
  return key == nullptr ? "none" : key->masked();
}

Result<int> rotate(const RotateFlags& flags, const secrets::Target& target, Format format) {
  ATB_ASSIGN(const auto delivery, delivery_of(flags));
  if (delivery) ATB_TRY(check_bot(*delivery));
  ATB_ASSIGN(auto pair, read_pair(flags.source));
  ATB_ASSIGN(auto session, open_session(flags.change.secret));
  BinanceAccess binance{flags.binance_url};
  ATB_ASSIGN(auto plan,
             secrets::plan_rotation(session.secrets, target, std::move(pair),
                                    flags.skip_key_check ? secrets::CheckKey{} : binance.check(),
                                    aws::machine_surroundings().now()));
  plan.change.warnings = plan.warnings;
  ATB_ASSIGN(const auto report, carry_out(session.secrets, plan.change, flags.change));
  Told told{std::string{outcome_name(report.outcome, flags.change.dry_run)},
            report.version_id,
            plan.old_key,
            plan.new_key,
            false,
            plan.warnings,
            {}};
  if (plan.change.changes().empty()) {
    ATB_ASSIGN(const auto old, secrets::find_old_pair(session.secrets, target, plan.change.before));
    told.old_key = key_in(old.pair);
  }
  if (delivery && !flags.change.dry_run) {
    ATB_ASSIGN(auto more, deliver(session.secrets, plan.change, report.version_id, *delivery,
                                  OnFailure::take_back));
    print_warnings(more);
    told.warnings.insert(told.warnings.end(), more.begin(), more.end());
    told.confirmed = true;
  }
  told.text =
      flags.change.dry_run
          ? fmt::format("would put the key {} in force instead of {}\n", told.new_key, told.old_key)
          : fmt::format("the key {} is in force, version {}\n{}", told.new_key, told.version_id,
                        next_steps(target, told));
  return print(target, told, flags.change.dry_run, format);
}

Result<int> finish(const RotateFlags& flags, const secrets::Target& target, Format format) {
  ATB_ASSIGN(auto session, open_session(flags.change.secret));
  BinanceAccess binance{flags.binance_url};
  ATB_ASSIGN(const auto key,
             secrets::confirm_old_key_dead(session.secrets, target, binance.check()));
  return print(target,
               {.outcome = "old_key_dead",
                .version_id = {},
                .old_key = key,
                .new_key = {},
                .warnings = {},
                .text = fmt::format("the old key {} is dead: the rotation is complete\n", key)},
               flags.change.dry_run, format);
}

Result<int> abort(const RotateFlags& flags, const secrets::Target& target, Format format) {
  ATB_ASSIGN(const auto delivery, delivery_of(flags));
  ATB_ASSIGN(auto session, open_session(flags.change.secret));
  BinanceAccess binance{flags.binance_url};
  ATB_ASSIGN(const auto plan,
             secrets::plan_abort(session.secrets, target,
                                 flags.skip_key_check ? secrets::CheckKey{} : binance.check()));
  ATB_ASSIGN(const auto report, carry_out(session.secrets, plan, flags.change));
  Told told{.outcome = flags.change.dry_run ? "would_abort" : "aborted",
            .version_id = report.version_id,
            .old_key = key_in(plan.after),
            .new_key = {},
            .warnings = plan.warnings,
            .text = {}};
  if (delivery && !flags.change.dry_run) {
    ATB_ASSIGN(auto more,
               deliver(session.secrets, plan, report.version_id, *delivery, OnFailure::keep));
    print_warnings(more);
    told.confirmed = true;
  }
  told.text = fmt::format("{} the key {}\n",
                          flags.change.dry_run ? "would go back to" : "in force is", told.old_key);
  return print(target, told, flags.change.dry_run, format);
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
    invocation.action = [flags, &invocation] { return run(*flags, invocation.format); };
  });
}

}  // namespace atb::app
