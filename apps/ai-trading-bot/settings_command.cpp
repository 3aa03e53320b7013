#include <iterator>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "ai-trading-bot/bot_settings.h"
#include "ai-trading-bot/commands.h"
#include "common/output.h"
#include "settings/table.h"

namespace atb::app {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kListFooter =
    "JSON: settings[{name,required,secret,default,range,meaning,example}]\n"
    "\n"
    "exit codes: 0 done\n"
    "\n"
    "examples:\n"
    "  ai-trading-bot settings list\n"
    "  ai-trading-bot settings list --format json";

constexpr const char* kCheckFooter =
    "Reports every fault at once, by name; values are never shown.\n"
    "\n"
    "JSON: valid, warnings[]\n"
    "\n"
    "exit codes: 0 valid, 3 settings invalid, 5 not found, 7 refused for safety\n"
    "\n"
    "examples:\n"
    "  ai-trading-bot settings check --env-file /opt/ai-trading-bot/.env\n"
    "  ai-trading-bot settings check --env-file .env --format json";

constexpr const char* kFooter =
    "exit codes: 0 done, 2 usage, 3 settings invalid, 5 not found, 7 refused for safety\n"
    "\n"
    "examples:\n"
    "  ai-trading-bot settings list\n"
    "  ai-trading-bot settings check --env-file /opt/ai-trading-bot/.env";

core::Result<int> list(Format format) {
  if (format == Format::json) {
    Json rows = Json::array();
    for (const auto& setting : settings::table())
      rows.push_back({{"name", setting.name},
                      {"required", setting.required},
                      {"secret", setting.secret},
                      {"default", setting.default_value ? Json(*setting.default_value) : Json()},
                      {"range", setting.range},
                      {"meaning", setting.meaning},
                      {"example", setting.example}});
    ATB_TRY(print_json({{"settings", std::move(rows)}}));
    return 0;
  }
  std::string text;
  for (const auto& setting : settings::table())
    fmt::format_to(std::back_inserter(text), "{}{}\n  {}\n  {}; {}; e.g. {}\n", setting.name,
                   setting.secret ? " (secret)" : "", setting.meaning,
                   setting.required
                       ? std::string{"required"}
                       : fmt::format("default {}", setting.default_value.value_or("none")),
                   setting.range, setting.example);
  ATB_TRY(print_text(text));
  return 0;
}

core::Result<int> check(const BotFlags& flags, Format format) {
  ATB_ASSIGN(const auto checked, load_settings(flags));
  if (format == Format::json) {
    ATB_TRY(print_json({{"valid", true}, {"warnings", checked.warnings}}));
    return 0;
  }
  std::string text;
  for (const auto& warning : checked.warnings)
    fmt::format_to(std::back_inserter(text), "warning: {}\n", warning);
  fmt::format_to(std::back_inserter(text), "settings are valid: {} trading of {}\n",
                 name_of(checked.settings.trading_mode), checked.settings.trading_pair);
  ATB_TRY(print_text(text));
  return 0;
}

}  // namespace

void add_settings_command(CLI::App& program, Invocation& invocation) {
  CLI::App& verb =
      *program.add_subcommand("settings", "the table of settings, and a check of them");
  verb.footer(kFooter);
  verb.require_subcommand(1);
  CLI::App& list_verb = add_verb(verb, invocation, "list",
                                 "all settings with default, range and meaning", kListFooter);
  list_verb.callback(
      [&invocation] { invocation.action = [&invocation] { return list(invocation.format); }; });
  auto flags = std::make_shared<BotFlags>();
  CLI::App& check_verb =
      add_verb(verb, invocation, "check", "check a .env file, or the environment", kCheckFooter);
  add_bot_flags(check_verb, *flags);
  check_verb.callback([flags, &invocation] {
    invocation.action = [flags, &invocation] { return check(*flags, invocation.format); };
  });
}

}  // namespace atb::app
