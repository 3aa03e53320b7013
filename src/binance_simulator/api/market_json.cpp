#include "binance_simulator/api/market_json.h"

namespace atb::binance_simulator {

Json kline_row(const Kline& kline, TimeUnit unit) {
  return Json::array({number_of(kline.open_time, unit), fixed(kline.open), fixed(kline.high),
                      fixed(kline.low), fixed(kline.close), fixed(kline.volume),
                      number_of(kline.close_time, unit), fixed(kline.quote_volume), kline.trades,
                      fixed(kline.taker_volume), fixed(kline.taker_quote), "0"});
}

Json trade_row(const exchange::PublicTrade& trade, TimeUnit unit) {
  return {{"id", trade.id},
          {"price", fixed(trade.price)},
          {"qty", fixed(trade.quantity)},
          {"quoteQty", fixed(trade.quote)},
          {"time", number_of(trade.time, unit)},
          {"isBuyerMaker", trade.buyer_is_maker},
          {"isBestMatch", true}};
}

Json aggregate_row(const AggregateTrade& trade, TimeUnit unit) {
  return {{"a", trade.id},
          {"p", fixed(trade.price)},
          {"q", fixed(trade.quantity)},
          {"f", trade.first},
          {"l", trade.last},
          {"T", number_of(trade.time, unit)},
          {"m", trade.buyer_is_maker},
          {"M", true}};
}

Json depth_rows(const exchange::Market& market, exchange::Side side, std::size_t levels) {
  auto rows = Json::array();
  for (const auto& [price, quantity] : market.book.depth(side, levels))
    rows.push_back(Json::array({fixed(price), fixed(quantity)}));
  return rows;
}

}  // namespace atb::binance_simulator
