#include "binance/answers/meaning.h"

#include <algorithm>
#include <array>
#include <utility>

namespace atb::binance {
namespace {

bool has(std::string_view text, std::string_view words) noexcept {
  return text.find(words) != std::string_view::npos;
}

/// Source: Binance spot API, "Error codes"; -2010 is told apart by its text.
constexpr std::array<std::pair<int, Action>, 56> kMeanings{{
    {-1000, Action::query_order},  {-1001, Action::query_order},   {-1006, Action::query_order},
    {-1007, Action::query_order},  {-2011, Action::query_order},   {-2026, Action::query_order},
    {-2038, Action::query_order},  {-2039, Action::query_order},   {-1002, Action::stop_trading},
    {-1022, Action::stop_trading}, {-2014, Action::stop_trading},  {-2015, Action::stop_trading},
    {-1003, Action::back_off},     {-1008, Action::back_off},      {-1015, Action::back_off},
    {-1034, Action::back_off},     {-1013, Action::refresh_rules}, {-1220, Action::refresh_rules},
    {-1021, Action::resync_clock}, {-2013, Action::query_later},   {-2021, Action::read_parts},
    {-2022, Action::read_parts},   {-2035, Action::resubscribe},   {-2036, Action::resubscribe},
    {-2042, Action::resubscribe},  {-1100, Action::our_bug},       {-1101, Action::our_bug},
    {-1102, Action::our_bug},      {-1103, Action::our_bug},       {-1104, Action::our_bug},
    {-1105, Action::our_bug},      {-1106, Action::our_bug},       {-1108, Action::our_bug},
    {-1111, Action::our_bug},      {-1114, Action::our_bug},       {-1115, Action::our_bug},
    {-1116, Action::our_bug},      {-1117, Action::our_bug},       {-1120, Action::our_bug},
    {-1121, Action::our_bug},      {-1127, Action::our_bug},       {-1128, Action::our_bug},
    {-1130, Action::our_bug},      {-1131, Action::our_bug},       {-1145, Action::our_bug},
    {-1151, Action::our_bug},      {-1158, Action::our_bug},       {-1160, Action::our_bug},
    {-1165, Action::our_bug},      {-1166, Action::our_bug},       {-1168, Action::our_bug},
    {-1194, Action::our_bug},      {-1196, Action::our_bug},       {-1197, Action::our_bug},
    {-1198, Action::our_bug},      {-1199, Action::our_bug},
}};

Action of_rejection(std::string_view text) noexcept {
  if (has(text, "Duplicate order")) return Action::query_order;
  if (has(text, "insufficient balance")) return Action::refresh_balances;
  if (has(text, "disabled on this account") || has(text, "not permitted for this account"))
    return Action::stop_trading;
  if (has(text, "Market is closed") || has(text, "LOT_SIZE")) return Action::refresh_rules;
  return Action::none;
}

}  // namespace

std::string_view name_of(Action action) noexcept {
  switch (action) {
    case Action::none:
      return "none";
    case Action::stop_trading:
      return "stop_trading";
    case Action::back_off:
      return "back_off";
    case Action::resync_clock:
      return "resync_clock";
    case Action::refresh_rules:
      return "refresh_rules";
    case Action::query_order:
      return "query_order";
    case Action::query_later:
      return "query_later";
    case Action::refresh_balances:
      return "refresh_balances";
    case Action::resubscribe:
      return "resubscribe";
    case Action::read_parts:
      return "read_parts";
    case Action::our_bug:
      return "our_bug";
  }
  return "";
}

Action action_of(int code, std::string_view text) noexcept {
  if (code == -2010) return of_rejection(text);
  const auto* const known = std::find_if(kMeanings.begin(), kMeanings.end(),
                                         [&](const auto& each) { return each.first == code; });
  return known == kMeanings.end() ? Action::none : known->second;
}

bool leaves_doubt(int code) noexcept {
  return code == -1000 || code == -1001 || code == -1006 || code == -1007;
}

}  // namespace atb::binance
