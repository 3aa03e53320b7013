#include "aws_simulator/random_password.h"

#include <algorithm>
#include <vector>

#include <nlohmann/json.hpp>

#include "aws_simulator/json_input.h"

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

constexpr int kLengthDefault = 32;
constexpr int kLengthMax = 4'096;

struct CharacterType {
  const char* switched_off_by;
  std::string_view characters;
};
constexpr CharacterType kTypes[] = {
    {"ExcludeLowercase", "abcdefghijklmnopqrstuvwxyz"},
    {"ExcludeUppercase", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
    {"ExcludeNumbers", "0123456789"},
    {"ExcludePunctuation", "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"},
};

/// The characters of each type that is wanted, without those that are not.
Outcome<std::vector<std::string>> wanted_types(const json& input) {
  ATB_TAKE(const auto excluded, text_in(input, "ExcludeCharacters"));
  if (excluded.size() > static_cast<std::size_t>(kLengthMax))
    return refuse("InvalidParameterException",
                  "ExcludeCharacters must be at most 4096 characters long.");
  std::vector<std::string> types;
  for (const auto& type : kTypes) {
    ATB_TAKE(const bool is_off, flag_in(input, type.switched_off_by));
    if (!is_off) types.emplace_back(type.characters);
  }
  ATB_TAKE(const bool with_space, flag_in(input, "IncludeSpace"));
  if (with_space) types.emplace_back(" ");
  for (auto& type : types)
    std::erase_if(type, [&](char c) { return excluded.find(c) != std::string::npos; });
  std::erase_if(types, [](const std::string& type) { return type.empty(); });
  if (types.empty())
    return refuse("InvalidRequestException",
                  "All characters of all desired types have been excluded.");
  return types;
}

Outcome<bool> wants_each_type(const json& input) {
  if (!input.contains("RequireEachIncludedType")) return true;
  return flag_in(input, "RequireEachIncludedType");
}

}  // namespace

Outcome<std::string> random_password(const json& input, const RandomBelow& random_below) {
  ATB_TAKE(const int wanted, number_in(input, "PasswordLength", kLengthDefault));
  if (wanted < 1 || wanted > kLengthMax)
    return refuse("InvalidParameterException", "PasswordLength must be between 1 and 4096.");
  ATB_TAKE(const auto types, wanted_types(input));
  ATB_TAKE(const bool each_type, wants_each_type(input));
  const auto length = static_cast<std::size_t>(wanted);
  if (each_type && length < types.size())
    return refuse("InvalidParameterException",
                  "Password length too short based on the required types.");
  std::string all;
  std::string password;
  for (const auto& type : types) {
    all += type;
    if (each_type) password += type[random_below(type.size())];
  }
  while (password.size() < length) password += all[random_below(all.size())];
  for (std::size_t i = password.size(); i > 1; --i)
    std::swap(password[i - 1], password[random_below(i)]);
  return password;
}

}  // namespace atb::aws_simulator
