#include "binance/answers/meaning.h"

namespace atb::binance {
namespace {

bool has(std::string_view text, std::string_view words) noexcept {
  return text.find(words) != std::string_view::npos;
}

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
  switch (code) {
    case -1000:
    case -1001:
    case -1006:
    case -1007:
    case -2011:
    case -2026:
    case -2038:
    case -2039:
      return Action::query_order;
    case -1002:
    case -1022:
    case -2014:
    case -2015:
      return Action::stop_trading;
    case -1003:
    case -1008:
    case -1015:
    case -1034:
      return Action::back_off;
    case -1013:
      return Action::refresh_rules;
    case -1021:
      return Action::resync_clock;
    case -2010:
      return of_rejection(text);
    case -2013:
      return Action::query_later;
    case -2021:
    case -2022:
      return Action::read_parts;
    case -2035:
    case -2036:
    case -2042:
      return Action::resubscribe;
    case -1220:
      return Action::refresh_rules;
    case -1100:
    case -1101:
    case -1102:
    case -1103:
    case -1104:
    case -1105:
    case -1106:
    case -1108:
    case -1111:
    case -1114:
    case -1115:
    case -1116:
    case -1117:
    case -1120:
    case -1121:
    case -1127:
    case -1128:
    case -1130:
    case -1145:
    case -1151:
    case -1158:
    case -1160:
    case -1165:
    case -1166:
    case -1168:
    case -1194:
    case -1196:
    case -1197:
    case -1198:
    case -1199:
      return Action::our_bug;
    default:
      return Action::none;
  }
}

bool leaves_doubt(int code) noexcept {
  return code == -1000 || code == -1001 || code == -1006 || code == -1007;
}

}  // namespace atb::binance
