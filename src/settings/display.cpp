#include "settings/display.h"

#include "settings/env_file.h"
#include "settings/settings.h"
#include "settings/table.h"
#include "settings/value_checks.h"

namespace atb::settings {
namespace {

bool is_right_for(Kind kind, std::string_view value) {
  switch (kind) {
    case Kind::mode:
      return value == name_of(TradingMode::paper) || value == name_of(TradingMode::live);
    case Kind::environment:
      return parse_environment(value).has_value();
    case Kind::level:
      return value == "DEBUG" || value == "INFO" || value == "WARNING" || value == "ERROR";
    case Kind::money:
    case Kind::ratio:
      return core::parse_money(value).has_value();
    case Kind::symbol:
      return check_symbol(value).has_value();
    case Kind::interval:
      return check_interval(value).has_value();
    case Kind::strategy:
      return check_strategy(value).has_value();
    case Kind::parameters:
      return check_parameters(value).has_value();
    case Kind::secret:
    case Kind::database_url:
    case Kind::webhook:
      return false;
  }
  return false;
}

}  // namespace

bool is_displayable(std::string_view name, std::string_view value) {
  constexpr std::size_t kShort = 40;
  const Setting* const setting = find(name);
  return setting != nullptr && !setting->secret && value.size() <= kShort &&
         is_right_for(setting->kind, value);
}

std::string displayed(std::string_view name, const core::SecretString& value) {
  return is_displayable(name, value.reveal()) ? std::string{value.reveal()} : value.masked();
}

std::string displayed_name(std::string_view name) {
  constexpr std::size_t kLikeAKey = 20;
  if (is_writable_name(name) || name.starts_with('_') || name.size() < kLikeAKey)
    return std::string{name};
  return core::SecretString{name}.masked();
}

}  // namespace atb::settings
