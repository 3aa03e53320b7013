#include "common/usage.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "core/nearest.h"

namespace atb::app {
namespace {

/// How far the verbs of a command line are understood.
struct Place {
  const CLI::App* app;            ///< the innermost verb that is known
  std::string path;               ///< "ai-trading-bot data"
  std::string unknown = {};       ///< the word where a further verb should stand
  std::string early_option = {};  ///< an option of the verb that stands before it
};

Place follow(const CLI::App& program, int argc, char** argv) {
  Place place{&program, program.get_name()};
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    const auto verbs = place.app->get_subcommands({});
    if (verbs.empty()) break;
    if (word.starts_with('-')) {
      if (place.app->get_option_no_throw(word.substr(0, word.find('='))) != nullptr) continue;
      place.early_option = word;
      break;
    }
    const auto named = std::find_if(verbs.begin(), verbs.end(),
                                    [&](const CLI::App* verb) { return verb->get_name() == word; });
    if (named == verbs.end()) {
      place.unknown = word;
      break;
    }
    place.app = *named;
    place.path += " " + word;
  }
  return place;
}

std::vector<std::string> verb_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* verb : app.get_subcommands({})) names.push_back(verb->get_name());
  return names;
}

std::vector<std::string> option_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options())
    for (const auto& name : option->get_lnames()) names.push_back("--" + name);
  return names;
}

bool all_of(std::string_view text, std::string_view allowed) {
  return !text.empty() && text.find_first_not_of(allowed) == std::string_view::npos;
}

core::Error made(std::string message, std::string advice) {
  return {core::ErrorKind::usage, "usage", std::move(message), std::move(advice)};
}

core::Error unknown_verb(const Place& place) {
  // A word that does not look like a verb may be a value that was meant for something else.
  const bool wordlike = all_of(place.unknown, "abcdefghijklmnopqrstuvwxyz-");
  const auto names = verb_names(*place.app);
  const std::string meant = core::nearest(place.unknown, names);
  return made(wordlike ? fmt::format("there is no command \"{} {}\"", place.path, place.unknown)
                       : fmt::format("{} needs a command first", place.path),
              meant.empty()
                  ? fmt::format("It has: {}. See: {} --help", fmt::join(names, ", "), place.path)
                  : fmt::format("Did you mean: {} {}", place.path, meant));
}

/// A word that can be shown: an option's name as programs have them, and no value.
bool is_option_name(std::string_view word) {
  constexpr std::size_t kLongest = 32;
  return word.size() <= kLongest && word.starts_with("--") &&
         all_of(word.substr(2), "abcdefghijklmnopqrstuvwxyz-");
}

core::Error early_option(const Place& place) {
  const std::string name = place.early_option.substr(0, place.early_option.find('='));
  return made(fmt::format("{} takes {} behind the command", place.path,
                          is_option_name(name) ? name : "its options"),
              fmt::format("Write: {} COMMAND {}… See: {} --help", place.path,
                          is_option_name(name) ? name + " " : "--option ", place.path));
}

constexpr std::string_view kMayBeLeaked =
    "Values on the command line can be read by other users: if this one is a secret, treat it as "
    "leaked.\n";

/// An option that the verb does not have. Its text may be a value, or hold one.
core::Error unknown_option(const Place& place, const std::string& word) {
  const std::string help = fmt::format("See: {} --help", place.path);
  const std::string name = word.substr(0, word.find('='));
  const std::string meant = core::nearest(name, option_names(*place.app));
  const bool has_value = name.size() < word.size();
  const bool takes_settings = place.app->get_option_no_throw("KEY") != nullptr;
  std::string advice;
  if (has_value || !is_option_name(name)) advice += kMayBeLeaked;
  if (takes_settings && (has_value || !is_option_name(name)))
    advice +=
        "A setting has no dashes before its name: NAME (it is asked for), NAME=@FILE or "
        "NAME=-, and NAME=VALUE only where it is not secret.\n";
  if (!meant.empty()) advice += fmt::format("Did you mean {}? ", meant);
  return made(is_option_name(name) ? fmt::format("{} has no option {}", place.path, name)
                                   : fmt::format("{} has no such option", place.path),
              advice + help);
}

core::Error unexpected_argument(const Place& place, const std::vector<std::string>& extras) {
  const std::string help = fmt::format("See: {} --help", place.path);
  for (const auto& extra : extras) {
    if (extra.starts_with('-')) return unknown_option(place, extra);
  }
  const std::string& first = extras.front();
  const std::string name = first.substr(0, first.find('='));
  const bool setting =
      name.size() < first.size() && all_of(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
  return made(setting ? fmt::format("{} takes no {}=VALUE", place.path, name)
                      : fmt::format("{} takes no further argument", place.path),
              std::string{kMayBeLeaked} + help);
}

}  // namespace

core::Error usage_error(const CLI::App& program, const CLI::ParseError& fault, int argc,
                        char** argv) {
  const Place place = follow(program, argc, argv);
  if (!place.early_option.empty()) return early_option(place);
  if (!place.unknown.empty()) return unknown_verb(place);
  const auto extras = program.remaining(true);
  const bool too_many = dynamic_cast<const CLI::ExtrasError*>(&fault) != nullptr;
  // An option that is not known may be why another thing is missing.
  const bool has_option = std::any_of(extras.begin(), extras.end(), [](const std::string& extra) {
    return extra.starts_with('-');
  });
  if ((too_many && !extras.empty()) || has_option) return unexpected_argument(place, extras);
  if (const auto names = verb_names(*place.app); !names.empty())
    return made(fmt::format("{} needs a command", place.path),
                fmt::format("One of: {}. See: {} --help", fmt::join(names, ", "), place.path));
  return made(fault.what(), fmt::format("See: {} --help", place.path));
}

std::optional<core::Error> empty_option(const CLI::App& program) {
  for (const CLI::App* verb : program.get_subcommands())
    if (auto found = empty_option(*verb)) return found;
  for (const CLI::Option* option : program.get_options()) {
    // The words of a command that is run are not ours to judge.
    if (option->get_positional() && option->get_expected_max() > 1) continue;
    for (const auto& value : option->results())
      if (value.empty())
        return made(fmt::format("{} has an empty value", option->get_name()),
                    "Leave the option out, or give it a value; a shell variable may be unset.");
  }
  return std::nullopt;
}

bool asks_for_json(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view word{argv[i]};
    if (word == "--format=json") return true;
    if (word == "--format" && i + 1 < argc && std::string_view{argv[i + 1]} == "json") return true;
  }
  return false;
}

}  // namespace atb::app
