#include "binance/messages/event_readers.h"

#include <string>

#include "binance/messages/letter_fields.h"
#include "binance/messages/message_error.h"

namespace atb::binance {
namespace {

using simdjson::ondemand::object;
using simdjson::ondemand::value;

core::Result<StreamEvent> read_trade(object data, TimeUnit unit) {
  TradeEvent event;
  LetterFields fields{unit};
  const bool whole = fields.each(data, [&](char letter, value& field) {
    switch (letter) {
      case 'E':
        return fields.time(field, event.event_time);
      case 's':
        return fields.text(field, event.symbol);
      case 't':
        return fields.integer(field, event.trade_id);
      case 'p':
        return fields.amount(field, event.price);
      case 'q':
        return fields.amount(field, event.quantity);
      case 'T':
        return fields.time(field, event.trade_time);
      case 'm':
        return fields.flag(field, event.buyer_is_maker);
      default:
        return true;
    }
  });
  if (!whole || !fields.has("EstpqTm")) return fields.fault("a trade event");
  return event;
}

core::Result<StreamEvent> read_aggregate_trade(object data, TimeUnit unit) {
  AggregateTradeEvent event;
  LetterFields fields{unit};
  const bool whole = fields.each(data, [&](char letter, value& field) {
    switch (letter) {
      case 'E':
        return fields.time(field, event.event_time);
      case 's':
        return fields.text(field, event.symbol);
      case 'a':
        return fields.integer(field, event.aggregate_id);
      case 'p':
        return fields.amount(field, event.price);
      case 'q':
        return fields.amount(field, event.quantity);
      case 'f':
        return fields.integer(field, event.first_trade_id);
      case 'l':
        return fields.integer(field, event.last_trade_id);
      case 'T':
        return fields.time(field, event.trade_time);
      case 'm':
        return fields.flag(field, event.buyer_is_maker);
      default:
        return true;
    }
  });
  if (!whole || !fields.has("EsapqflTm")) return fields.fault("an aggTrade event");
  return event;
}

core::Result<StreamEvent> read_depth_update(object data, TimeUnit unit) {
  DepthUpdate event;
  LetterFields fields{unit};
  const bool whole = fields.each(data, [&](char letter, value& field) {
    switch (letter) {
      case 'E':
        return fields.time(field, event.event_time);
      case 's':
        return fields.text(field, event.symbol);
      case 'U':
        return fields.integer(field, event.first_update_id);
      case 'u':
        return fields.integer(field, event.last_update_id);
      case 'b':
        return fields.levels(field, event.bids);
      case 'a':
        return fields.levels(field, event.asks);
      default:
        return true;
    }
  });
  if (!whole || !fields.has("EsUuba")) return fields.fault("a depthUpdate event");
  if (event.first_update_id > event.last_update_id)
    return malformed_message("a depthUpdate event", "U");
  return event;
}

core::Result<StreamEvent> read_mini_ticker(object data, TimeUnit unit) {
  MiniTickerEvent event;
  LetterFields fields{unit};
  const bool whole = fields.each(data, [&](char letter, value& field) {
    switch (letter) {
      case 'E':
        return fields.time(field, event.event_time);
      case 's':
        return fields.text(field, event.symbol);
      case 'c':
        return fields.amount(field, event.close);
      case 'o':
        return fields.amount(field, event.open);
      case 'h':
        return fields.amount(field, event.high);
      case 'l':
        return fields.amount(field, event.low);
      case 'v':
        return fields.amount(field, event.base_volume);
      case 'q':
        return fields.amount(field, event.quote_volume);
      default:
        return true;
    }
  });
  if (!whole || !fields.has("Escohlvq")) return fields.fault("a 24hrMiniTicker event");
  return event;
}

bool read_candle(value& k, TimeUnit unit, KlineEvent& event, char& missing) {
  object data;
  LetterFields fields{unit};
  auto& candle = event.candle;
  const bool whole = k.get_object().get(data) == simdjson::SUCCESS &&
                     fields.each(data, [&](char letter, value& field) {
                       switch (letter) {
                         case 't':
                           return fields.time(field, candle.open_time);
                         case 'T':
                           return fields.time(field, event.close_time);
                         case 'i':
                           return fields.text(field, event.interval);
                         case 'o':
                           return fields.amount(field, candle.open);
                         case 'h':
                           return fields.amount(field, candle.high);
                         case 'l':
                           return fields.amount(field, candle.low);
                         case 'c':
                           return fields.amount(field, candle.close);
                         case 'v':
                           return fields.volume(field, candle.volume);
                         case 'q':
                           return fields.amount(field, event.quote_volume);
                         case 'n':
                           return fields.integer(field, event.trade_count);
                         case 'x':
                           return fields.flag(field, event.closed);
                         default:
                           return true;
                       }
                     });
  const bool complete = whole && fields.has("tTiohlcvqnx");
  missing = fields.wrong();
  return complete && market::check(candle).has_value();
}

core::Result<StreamEvent> read_kline(object data, TimeUnit unit) {
  KlineEvent event;
  LetterFields fields{unit};
  char missing = 0;
  const bool whole = fields.each(data, [&](char letter, value& field) {
    switch (letter) {
      case 'E':
        return fields.time(field, event.event_time);
      case 's':
        return fields.text(field, event.symbol);
      case 'k':
        return read_candle(field, unit, event, missing);
      default:
        return true;
    }
  });
  if (missing != 0) return malformed_message("a kline event", std::string{"k."} + missing);
  if (!whole || !fields.has("Esk")) return fields.fault("a kline event");
  return event;
}

core::Result<StreamEvent> read_shutdown(object data, TimeUnit unit) {
  ServerShutdown event;
  LetterFields fields{unit};
  const bool whole = fields.each(data, [&](char letter, value& field) {
    return letter != 'E' || fields.time(field, event.event_time);
  });
  if (!whole || !fields.has("E")) return fields.fault("a serverShutdown event");
  return event;
}

}  // namespace

core::Result<StreamEvent> read_book_ticker(object data, TimeUnit unit) {
  BookTickerEvent event;
  LetterFields fields{unit};
  const bool whole = fields.each(data, [&](char letter, value& field) {
    switch (letter) {
      case 'u':
        return fields.integer(field, event.update_id);
      case 's':
        return fields.text(field, event.symbol);
      case 'b':
        return fields.amount(field, event.bid.price);
      case 'B':
        return fields.amount(field, event.bid.quantity);
      case 'a':
        return fields.amount(field, event.ask.price);
      case 'A':
        return fields.amount(field, event.ask.quantity);
      default:
        return true;
    }
  });
  if (!whole || !fields.has("usbBaA")) return fields.fault("a bookTicker event");
  return event;
}

core::Result<StreamEvent> read_event(object data, std::string_view kind, TimeUnit unit) {
  if (kind == "trade") return read_trade(data, unit);
  if (kind == "depthUpdate") return read_depth_update(data, unit);
  if (kind == "kline") return read_kline(data, unit);
  if (kind == "aggTrade") return read_aggregate_trade(data, unit);
  if (kind == "24hrMiniTicker") return read_mini_ticker(data, unit);
  if (kind == "serverShutdown") return read_shutdown(data, unit);
  constexpr std::size_t kKindMax = 60;
  return UnknownEvent{std::string{kind.substr(0, kKindMax)}};
}

}  // namespace atb::binance
