#include "ai-trading-bot-secrets/assignments.h"

#include <fmt/format.h>

#include "ai-trading-bot-secrets/prompt.h"
#include "ai-trading-bot-secrets/settings_source.h"
#include "settings/display.h"
#include "settings/env_file.h"
#include "settings/table.h"

namespace atb::app {
namespace {

using core::ErrorKind;
using core::Result;

struct Assignment {
  std::string name;
  std::string text;  ///< after "="
  bool has_text = false;
};

tl::unexpected<core::Error> malformed(std::string what, std::string advice) {
  return core::fail(ErrorKind::usage, "set.malformed", std::move(what), std::move(advice));
}

Result<Assignment> parse(const std::string& argument, std::size_t number) {
  const auto equals = argument.find('=');
  Assignment assignment{argument.substr(0, equals), {}, equals != std::string::npos};
  if (assignment.has_text) assignment.text = argument.substr(equals + 1);
  // A bare value in the place of a name is not repeated.
  if (!settings::is_writable_name(assignment.name))
    return malformed(fmt::format("argument {} does not start with the name of a setting", number),
                     "Write KEY=VALUE, KEY=@FILE, KEY=- or KEY; names are capitals, digits and _. "
                     "If a secret was typed here, others may have seen it: change it.");
  if (assignment.has_text && assignment.text.empty())
    return malformed(
        fmt::format("{} is given an empty value", assignment.name),
        fmt::format("To take it out: ai-trading-bot-secrets unset {}", assignment.name));
  return assignment;
}

/// A word alone behind a word alone may be its value: `set KEY VALUE`. It is not repeated.
Result<void> check_no_value_stands_alone(const std::vector<Assignment>& assignments) {
  for (std::size_t i = 1; i < assignments.size(); ++i) {
    const auto& before = assignments[i - 1];
    const auto& word = assignments[i];
    if (word.has_text || before.has_text || settings::find(word.name) != nullptr) continue;
    return malformed(
        fmt::format("argument {} is no known setting and may be the value of {}", i + 1,
                    settings::displayed_name(before.name)),
        fmt::format(
            "A value that is not secret is written {0}=VALUE; for a secret one name {0} "
            "alone (it is asked for), {0}=@FILE or {0}=-. If a secret was typed here, others "
            "may have seen it: change it. A key of your own goes into a command of its own.",
            settings::displayed_name(before.name)));
  }
  return {};
}

/// Without one line end, which editors and echo put there.
core::SecretString as_value(core::SecretBuffer bytes) {
  if (!bytes.empty() && bytes.back() == '\n') bytes.pop_back();
  if (!bytes.empty() && bytes.back() == '\r') bytes.pop_back();
  return core::SecretString{std::move(bytes)};
}

Result<core::SecretString> ask_for(const std::string& name, bool secret) {
  const std::string question = name + ": ";
  auto answered = secret ? ask_hidden(question) : ask(question);
  if (!answered && answered.error().code == "prompt.no_terminal")
    return core::fail(core::ErrorKind::usage, "prompt.no_terminal",
                      fmt::format("there is no terminal to ask for {} on", name),
                      fmt::format("Write {0}=@FILE, or {0}=- and standard input.", name));
  ATB_ASSIGN(auto answer, std::move(answered));
  if (answer.empty())
    return malformed(fmt::format("no value was typed for {}", name), "Nothing was changed.");
  return answer;
}

Result<core::SecretString> value_of(const Assignment& assignment) {
  const auto* const setting = settings::find(assignment.name);
  const bool secret = setting == nullptr || setting->secret;
  if (!assignment.has_text) return ask_for(assignment.name, secret);
  if (assignment.text == "-" || assignment.text.starts_with('@')) {
    ATB_ASSIGN(auto bytes, read_input(assignment.text == "-" ? "-" : assignment.text.substr(1),
                                      assignment.name));
    auto value = as_value(std::move(bytes));
    if (value.empty())
      return malformed(fmt::format("{} is given an empty value", assignment.name),
                       "The file or the input holds nothing.");
    return value;
  }
  if (!secret) return core::SecretString{assignment.text};
  const std::string meant = setting == nullptr ? settings::meant_by(assignment.name) : "";
  return core::fail(
      ErrorKind::usage, "set.value_as_argument",
      fmt::format("{} {}, and its value stands on the command line, where other users and the "
                  "shell's history see it",
                  assignment.name,
                  setting == nullptr ? "is not a known setting and may be secret" : "is secret"),
      fmt::format(
          "{1}Use {0} alone (it is asked for), {0}=@FILE, or {0}=- and standard input. If it "
          "was the real value, treat it as known to others: change it.",
          assignment.name, meant.empty() ? "" : fmt::format("Did you mean {}?\n", meant)));
}

}  // namespace

Result<settings::Values> read_assignments(const std::vector<std::string>& arguments) {
  std::vector<Assignment> assignments;
  settings::Values values;
  bool input_is_taken = false;
  // All of them are judged before the first question is asked.
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    ATB_ASSIGN(auto assignment, parse(arguments[i], i + 1));
    if (assignment.text == "-" && std::exchange(input_is_taken, true))
      return malformed("standard input is named twice", "Use KEY=@FILE for one of the two.");
    assignments.push_back(std::move(assignment));
  }
  ATB_TRY(check_no_value_stands_alone(assignments));
  for (const auto& assignment : assignments) {
    ATB_ASSIGN(auto value, value_of(assignment));
    if (!values.insert(assignment.name, std::move(value)))
      return malformed(fmt::format("{} is given twice", assignment.name), "Give it once.");
  }
  return values;
}

}  // namespace atb::app
