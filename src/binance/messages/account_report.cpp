#include "binance/messages/account_report.h"

#include "binance/messages/json_body.h"
#include "binance/messages/json_fields.h"
#include "binance/messages/rate_limit_fields.h"

namespace atb::binance {
namespace {

using simdjson::dom::element;

core::Result<Balance> read_balance(element row) {
  JsonFields fields{row, "a balance"};
  Balance balance{std::string{fields.text("asset")}, fields.amount<core::Money>("free"),
                  fields.amount<core::Money>("locked")};
  if (!fields.good()) return fields.fault();
  return balance;
}

core::Result<TradeReport> read_trade(element row, TimeUnit unit) {
  JsonFields fields{row, "an own trade"};
  TradeReport trade;
  trade.symbol = fields.text("symbol");
  trade.trade_id = fields.integer("id");
  trade.order_id = fields.integer("orderId");
  trade.list_id = fields.integer_or("orderListId", -1);
  trade.price = fields.amount<core::Price>("price");
  trade.quantity = fields.amount<core::Quantity>("qty");
  trade.quote = fields.amount<core::Money>("quoteQty");
  trade.commission = fields.amount<core::Money>("commission");
  trade.commission_asset = fields.text("commissionAsset");
  trade.time = fields.time("time", unit);
  trade.is_buyer = fields.flag("isBuyer");
  trade.is_maker = fields.flag("isMaker");
  if (!fields.good()) return fields.fault();
  return trade;
}

CommissionRates read_rates(JsonFields fields, JsonFields& whole, std::string_view name) {
  CommissionRates rates{fields.amount<core::Ratio>("maker"), fields.amount<core::Ratio>("taker"),
                        fields.amount<core::Ratio>("buyer"), fields.amount<core::Ratio>("seller")};
  if (!fields.good()) whole.blame(name);
  return rates;
}

}  // namespace

core::Result<AccountReport> parse_account(std::string_view body, TimeUnit unit) {
  JsonBody json;
  ATB_ASSIGN(const auto root, json.parse(body, "the account"));
  JsonFields fields{root, "the account"};
  AccountReport account;
  account.can_trade = fields.flag("canTrade");
  account.can_withdraw = fields.flag("canWithdraw");
  account.uid = fields.integer_or("uid", 0);
  account.updated = fields.time_or("updateTime", unit, {});
  account.account_type = fields.text_or("accountType", "");
  if (!fields.good()) return fields.fault();
  ATB_ASSIGN(account.balances, read_all(fields.at("balances"), "the account", read_balance));
  return account;
}

core::Result<std::vector<TradeReport>> parse_my_trades(std::string_view body, TimeUnit unit) {
  JsonBody json;
  ATB_ASSIGN(const auto root, json.parse(body, "own trades"));
  return read_all(root, "own trades", [unit](element row) { return read_trade(row, unit); });
}

core::Result<CommissionReport> parse_commission(std::string_view body) {
  JsonBody json;
  ATB_ASSIGN(const auto root, json.parse(body, "the commission"));
  JsonFields fields{root, "the commission"};
  CommissionReport report;
  report.symbol = fields.text("symbol");
  report.standard = read_rates(fields.object("standardCommission"), fields, "standardCommission");
  if (fields.has("specialCommission"))
    report.special = read_rates(fields.object("specialCommission"), fields, "specialCommission");
  if (fields.has("taxCommission"))
    report.tax = read_rates(fields.object("taxCommission"), fields, "taxCommission");
  if (fields.has("discount")) {
    auto discount = fields.object("discount");
    report.discount_on = discount.flag("enabledForAccount") && discount.flag("enabledForSymbol");
    report.discount_asset = discount.text_or("discountAsset", "");
    report.discount = discount.amount<core::Ratio>("discount");
    if (!discount.good()) fields.blame("discount");
  }
  if (!fields.good()) return fields.fault();
  return report;
}

core::Result<std::vector<RateLimitState>> parse_order_counts(std::string_view body) {
  JsonBody json;
  ATB_ASSIGN(auto root, json.parse(body, "the order counts"));
  return read_rate_limits(std::move(root));
}

}  // namespace atb::binance
