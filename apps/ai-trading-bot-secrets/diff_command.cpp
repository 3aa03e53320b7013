#include <memory>
#include <optional>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "ai-trading-bot-secrets/change_run.h"
#include "ai-trading-bot-secrets/commands.h"
#include "ai-trading-bot-secrets/next_command.h"
#include "common/output.h"
#include "files/owner.h"
#include "files/read.h"
#include "secrets/change/label_move.h"
#include "settings/env_file.h"
#include "settings/secret_json.h"

namespace atb::app {
namespace {

constexpr const char* kFooter =
    "From one version to another: both named by --from and --to as version id or label (default:\n"
    "from AWSPREVIOUS to AWSCURRENT). With --env-file: from the file to --to. Secret values are\n"
    "masked; of two masked values that look alike the line still says that they differ.\n"
    "\n"
    "JSON: secret, from, to, equal, changes[{name,change,before,after}]\n"
    "\n"
    "exit codes: 0 compared (equal or not), 2 usage, 3 not a set of settings, 4 not authorised,\n"
    "            5 not found, 6 temporary outside failure, 7 the file is open to others\n"
    "\n"
    "examples:\n"
    "  ai-trading-bot-secrets diff --environment staging\n"
    "  ai-trading-bot-secrets diff --env-file /opt/ai-trading-bot/.env --owner "
    "ai-trading-bot:ai-trading-bot\n"
    "  ai-trading-bot-secrets diff --from AWSCURRENT --to AWSPENDING";

struct DiffFlags {
  SecretFlags secret;
  std::string from;
  std::string to = std::string{secrets::kCurrent};
  std::string env_file;
  std::string owner;
};

/// One side of the comparison.
struct Side {
  std::string name;
  settings::Values values;
};

/// Labels are short; an id is at least 32 characters.
aws::VersionSelector selector_of(const std::string& word) {
  constexpr std::size_t kIdLengthMin = 32;
  aws::VersionSelector selector;
  (word.size() >= kIdLengthMin ? selector.version_id : selector.version_stage) = word;
  return selector;
}

core::Result<Side> read_version(aws::SecretsManager& manager, const secrets::Target& target,
                                const std::string& word) {
  ATB_ASSIGN(const auto secret, manager.get_secret_value(target.secret_id, selector_of(word)));
  Side side{secret.version_id, {}};
  ATB_ASSIGN(side.values, settings::parse_secret_json(secret.value.reveal()));
  return side;
}

core::Result<Side> read_file(const std::string& file, const std::string& owner) {
  constexpr std::size_t kEnvFileMax = 1'048'576;
  std::optional<uid_t> may_own;
  if (!owner.empty()) {
    ATB_ASSIGN(const auto named, files::parse_owner(owner));
    may_own = named.user;
  }
  auto bytes = files::read_private_file(file, kEnvFileMax, may_own);
  if (!bytes && bytes.error().code == "files.foreign_owner")
    // Giving the file to this user, as it advises, would take it from the bot.
    bytes.error().advice =
        "If it is the bot's file, name its user as for fetch: --owner USER:GROUP";
  if (!bytes) return tl::unexpected<core::Error>(bytes.error());
  Side side{file, {}};
  ATB_ASSIGN(side.values, settings::parse_env({bytes->data(), bytes->size()}));
  return side;
}

core::Result<int> print(const secrets::Target& target, const Side& from, const Side& to,
                        Format format) {
  const auto lines = secrets::redacted_diff(from.values, to.values);
  if (format == Format::json) {
    ATB_TRY(print_json({{"secret", target.secret_id},
                        {"from", from.name},
                        {"to", to.name},
                        {"equal", lines.empty()},
                        {"changes", json_of(lines)}}));
    return 0;
  }
  ATB_TRY(print_text(fmt::format("{}: from {} to {}{}\n{}", target.secret_id, from.name, to.name,
                                 lines.empty() ? ": equal" : "", text_of(lines))));
  return 0;
}

core::Result<int> diff(const DiffFlags& flags, Format format) {
  ATB_ASSIGN(const auto target,
             secrets::choose_target(flags.secret.environment, flags.secret.secret_id));
  Side from;
  if (!flags.env_file.empty()) {
    ATB_ASSIGN(from, read_file(flags.env_file, flags.owner));
  }
  ATB_ASSIGN(auto session, open_session(flags.secret));
  if (flags.env_file.empty()) {
    const std::string word = flags.from.empty() ? std::string{secrets::kPrevious} : flags.from;
    ATB_ASSIGN(from, read_version(session.secrets, target, word));
  }
  ATB_ASSIGN(const auto to, read_version(session.secrets, target, flags.to));
  return print(target, from, to, format);
}

}  // namespace

void add_diff_command(CLI::App& program, Invocation& invocation) {
  auto flags = std::make_shared<DiffFlags>();
  CLI::App& verb = add_verb(program, invocation, "diff",
                            "which keys differ between versions, or from the .env file", kFooter);
  add_secret_flags(verb, flags->secret);
  auto* const from = verb.add_option("--from", flags->from, "the older side (default: AWSPREVIOUS)")
                         ->type_name("VERSION");
  verb.add_option("--to", flags->to, "the newer side")->type_name("VERSION")->capture_default_str();
  verb.add_option("--env-file", flags->env_file, "this file instead of --from")
      ->type_name("FILE")
      ->excludes(from);
  verb.add_option("--owner", flags->owner, "whom the file may belong to besides this user and root")
      ->type_name("USER:GROUP")
      ->needs("--env-file");
  verb.callback([flags, &invocation] {
    invocation.action = [flags, &invocation] {
      return with_options(diff(*flags, invocation.format), flags->secret);
    };
  });
}

}  // namespace atb::app
