#include "ai-trading-bot-secrets/next_command.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace atb::app {
namespace {

constexpr std::string_view kProgram = "ai-trading-bot-secrets ";
constexpr std::array<std::string_view, 17> kVerbs{
    "init", "fetch",  "show",   "set",  "unset", "diff",  "versions",  "rollback", "rotate",
    "exec", "doctor", "policy", "role", "alarm", "audit", "heartbeat", "cost"};

/// The verb that the text starts with; empty: it goes on with something else.
std::string_view verb_at(std::string_view text) {
  const auto word = text.substr(0, text.find_first_not_of("abcdefghijklmnopqrstuvwxyz"));
  return std::find(kVerbs.begin(), kVerbs.end(), word) == kVerbs.end() ? std::string_view{} : word;
}

/// " --option value" for each that is in use and not named on the line behind the verb.
std::string options_for(const SecretFlags& flags, std::string_view line) {
  std::string options;
  const auto add = [&](std::string_view option, std::string_view value) {
    if (!value.empty() && line.find(option) == std::string_view::npos)
      options += fmt::format(" {} {}", option, shell_word(value));
  };
  add("--environment", flags.environment);
  add("--secret-id", flags.secret_id);
  add("--region", flags.session.region);
  add("--profile", flags.session.profile);
  add("--endpoint-url", flags.session.endpoint_url);
  return options;
}

}  // namespace

std::string next_command(const SecretFlags& flags, std::string_view verb) {
  return with_options(fmt::format("{}{}", kProgram, verb), flags);
}

std::string with_options(std::string_view text, const SecretFlags& flags) {
  std::string result;
  while (!text.empty()) {
    const auto found = text.find(kProgram);
    const auto verb =
        found == std::string_view::npos ? "" : verb_at(text.substr(found + kProgram.size()));
    const auto end =
        found == std::string_view::npos ? text.size() : found + kProgram.size() + verb.size();
    result += text.substr(0, end);
    text.remove_prefix(end);
    if (!verb.empty()) result += options_for(flags, text.substr(0, text.find('\n')));
  }
  return result;
}

std::string shell_word(std::string_view word) {
  constexpr std::string_view kPlain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./:@%+=,-";
  if (!word.empty() && word.find_first_not_of(kPlain) == std::string_view::npos)
    return std::string{word};
  std::string quoted = "'";
  for (const char c : word) {
    if (c == '\'') quoted += "'\\'";
    quoted += c;
  }
  return quoted + "'";
}

}  // namespace atb::app
