#include "ai-trading-bot-secrets/settings_source.h"

#include <filesystem>
#include <string_view>
#include <system_error>

#include <fmt/format.h>
#include <unistd.h>

#include "ai-trading-bot-secrets/prompt.h"
#include "ai-trading-bot-secrets/secret_flags.h"
#include "files/read.h"
#include "settings/env_file.h"
#include "settings/secret_json.h"
#include "settings/settings.h"
#include "settings/table.h"

namespace atb::app {
namespace {

using core::ErrorKind;
using core::Result;

constexpr std::size_t kInputMax = 1'048'576;
constexpr std::size_t kGuideSettings = 11;

/// NAME=VALUE, JSON or several lines in the place of a file's name.
bool looks_like_a_value(const std::string& file) {
  if (file.find_first_of("{}\"\n") != std::string::npos) return true;
  const auto equals = file.find('=');
  return equals != std::string::npos && settings::is_writable_name(file.substr(0, equals));
}

std::string question_for(const settings::Setting& setting) {
  const std::string fallback = setting.required ? ""
                               : setting.default_value
                                   ? fmt::format(" [{}]", *setting.default_value)
                                   : " [none]";
  return fmt::format("{} ({}){}: ", setting.name, setting.meaning, fallback);
}

/// One answer that may be right; empty for an optional setting that is left at its default.
Result<core::SecretString> ask_for(const settings::Setting& setting) {
  constexpr int kTries = 5;
  for (int i = 0; i < kTries; ++i) {
    const std::string question = question_for(setting);
    ATB_ASSIGN(auto answer, setting.secret ? ask_hidden(question) : ask(question));
    if (answer.empty() && !setting.required) return answer;
    const auto fault = settings::value_fault(setting.name, answer);
    if (!fault) return answer;
    print_warnings({*fault});
  }
  return core::fail(ErrorKind::settings, "settings.invalid",
                    fmt::format("no valid {} was given", setting.name), "Nothing was changed.");
}

/// What was typed in vain, after the advice.
std::string not_stored(const settings::Values& values, std::string advice) {
  std::vector<std::string> names;
  for (const auto& entry : values) names.push_back(entry.name);
  if (names.empty()) return advice;
  return fmt::format("{}{}Not stored: {}. A file is read again at any time: --from-env FILE.",
                     advice, advice.empty() ? "" : "\n", fmt::join(names, ", "));
}

Result<settings::Values> ask_for_all() {
  settings::Values values;
  for (const auto& setting : settings::table().first(kGuideSettings)) {
    auto answer = ask_for(setting);
    if (!answer)
      return core::fail(answer.error().kind, answer.error().code, answer.error().message,
                        not_stored(values, answer.error().advice));
    if (!answer->empty()) values.set(setting.name, std::move(*answer));
  }
  return values;
}

}  // namespace

Result<core::SecretBuffer> read_input(const std::string& file, const std::string& option,
                                      std::vector<std::string>* warnings) {
  if (file == "-") return files::read_secret_stream(STDIN_FILENO, "standard input", kInputMax);
  std::error_code missing;
  if (!std::filesystem::exists(file, missing)) {
    if (looks_like_a_value(file))
      return core::fail(ErrorKind::usage, "source.value_as_argument",
                        "the settings themselves stand on the command line, where other users and "
                        "the shell's history see them",
                        "Give the name of a file, or - and the settings on standard input. Treat "
                        "these keys as known to others: change them.");
    return core::fail(ErrorKind::not_found, "source.no_file",
                      fmt::format("there is no file of the name that {} was given", option),
                      "Check the path. It is not repeated here, as it may have been a value.");
  }
  ATB_ASSIGN(auto input, files::read_secret_input(file, kInputMax));
  if (input.exposed) {
    auto warning = fmt::format("{0} can be read by other users; run: chmod 600 {0}", file);
    print_warnings({warning});
    if (warnings != nullptr) warnings->push_back(std::move(warning));
  }
  return std::move(input.bytes);
}

Result<settings::Values> read_settings(const SettingsSource& source,
                                       std::vector<std::string>* warnings) {
  if (!source.env_file.empty()) {
    ATB_ASSIGN(const auto text, read_input(source.env_file, "--from-env", warnings));
    return settings::parse_env({text.data(), text.size()});
  }
  if (source.json_file.empty()) return ask_for_all();
  ATB_ASSIGN(const auto text, read_input(source.json_file, "--from-json", warnings));
  return settings::parse_secret_json({text.data(), text.size()});
}

}  // namespace atb::app
