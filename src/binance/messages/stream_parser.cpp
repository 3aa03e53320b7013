#include "binance/messages/stream_parser.h"

#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include <simdjson.h>

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

core::Result<StreamEvent> read_snapshot(object data, std::string_view stream) {
  DepthSnapshot event;
  event.symbol = stream.substr(0, stream.find('@'));
  LetterFields fields{TimeUnit::ms};
  value id;
  value bids;
  value asks;
  if (data.find_field_unordered("lastUpdateId").get(id) != simdjson::SUCCESS ||
      !fields.integer(id, event.last_update_id))
    return malformed_message("a depth snapshot", "lastUpdateId");
  if (data.find_field_unordered("bids").get(bids) != simdjson::SUCCESS ||
      !fields.levels(bids, event.bids))
    return malformed_message("a depth snapshot", "bids");
  if (data.find_field_unordered("asks").get(asks) != simdjson::SUCCESS ||
      !fields.levels(asks, event.asks))
    return malformed_message("a depth snapshot", "asks");
  return event;
}

core::Result<StreamEvent> read_control(object data) {
  ControlAnswer answer;
  value field;
  std::int64_t id = 0;
  if (data.find_field_unordered("id").get(field) == simdjson::SUCCESS &&
      field.get_int64().get(id) == simdjson::SUCCESS)
    answer.id = id;
  object error = data;
  if (data.find_field_unordered("error").get(field) == simdjson::SUCCESS &&
      field.get_object().get(error) != simdjson::SUCCESS)
    return malformed_message("a control answer", "error");
  std::int64_t code = 0;
  const bool failed = error.find_field_unordered("code").get(field) == simdjson::SUCCESS;
  if (!failed) return answer;
  if (field.get_int64().get(code) != simdjson::SUCCESS || code < INT32_MIN || code > INT32_MAX)
    return malformed_message("a control answer", "code");
  std::string_view text = "refused";
  if (error.find_field_unordered("msg").get(field) == simdjson::SUCCESS &&
      field.get_string().get(text) != simdjson::SUCCESS)
    return malformed_message("a control answer", "msg");
  constexpr std::size_t kTextMax = 200;
  answer.error_code = static_cast<int>(code);
  answer.error_text = text.substr(0, kTextMax);
  return answer;
}

core::Result<StreamEvent> read_named(object data, std::string_view kind, TimeUnit unit) {
  if (kind == "trade") return read_trade(data, unit);
  if (kind == "depthUpdate") return read_depth_update(data, unit);
  if (kind == "kline") return read_kline(data, unit);
  if (kind == "aggTrade") return read_aggregate_trade(data, unit);
  if (kind == "24hrMiniTicker") return read_mini_ticker(data, unit);
  if (kind == "serverShutdown") return read_shutdown(data, unit);
  constexpr std::size_t kKindMax = 60;
  return UnknownEvent{std::string{kind.substr(0, kKindMax)}};
}

}  // namespace

struct StreamParser::Memory {
  explicit Memory(TimeUnit time_unit) : unit{time_unit} {}

  TimeUnit unit;
  simdjson::ondemand::parser parser;
  std::vector<char> bytes;

  core::Result<StreamEvent> event(object data, std::string_view stream);
  core::Result<StreamEvent> combined(object top);
};

core::Result<StreamEvent> StreamParser::Memory::event(object data, std::string_view stream) {
  if (stream.ends_with("@bookTicker")) return read_book_ticker(data, unit);
  value field;
  std::string_view kind;
  const bool named = data.find_field_unordered("e").get(field) == simdjson::SUCCESS;
  if (named && field.get_string().get(kind) != simdjson::SUCCESS)
    return malformed_message("an event", "e");
  // Views into the message live until the next one is read; rewinding does not touch them.
  if (data.reset().error() != simdjson::SUCCESS) return malformed_message("an event", "");
  if (named) return read_named(data, kind, unit);
  const auto holds = [&data](std::string_view name) {
    return data.find_field_unordered(name).error() == simdjson::SUCCESS;
  };
  const bool snapshot = holds("lastUpdateId");
  const bool ticker = !snapshot && holds("u") && holds("B");
  const bool answer = !snapshot && !ticker && (holds("id") || holds("code") || holds("result"));
  if (data.reset().error() != simdjson::SUCCESS) return malformed_message("an event", "");
  if (snapshot) return read_snapshot(data, stream);
  if (ticker) return read_book_ticker(data, unit);
  if (answer) return read_control(data);
  return UnknownEvent{std::string{stream}};
}

core::Result<StreamEvent> StreamParser::Memory::combined(object top) {
  value field;
  std::string_view stream;
  object data;
  if (top.find_field_unordered("stream").get(field) != simdjson::SUCCESS ||
      field.get_string().get(stream) != simdjson::SUCCESS)
    return malformed_message("a combined message", "stream");
  if (top.find_field_unordered("data").get(field) != simdjson::SUCCESS)
    return malformed_message("a combined message", "data");
  // All-market streams carry arrays; they are not ours.
  if (field.get_object().get(data) != simdjson::SUCCESS) return UnknownEvent{std::string{stream}};
  return event(data, stream);
}

StreamParser::StreamParser(TimeUnit unit) : memory_{std::make_unique<Memory>(unit)} {}
StreamParser::StreamParser(StreamParser&&) noexcept = default;
StreamParser& StreamParser::operator=(StreamParser&&) noexcept = default;
StreamParser::~StreamParser() = default;

core::Result<StreamEvent> StreamParser::parse(std::string_view frame) {
  if (frame.size() > kFrameBytesMax) return message_too_large("a stream's message");
  auto& bytes = memory_->bytes;
  const auto needed = frame.size() + simdjson::SIMDJSON_PADDING;
  if (bytes.size() < needed) bytes.resize(needed);
  std::copy(frame.begin(), frame.end(), bytes.begin());
  simdjson::ondemand::document document;
  object top;
  if (memory_->parser.iterate(bytes.data(), frame.size(), bytes.size()).get(document) !=
          simdjson::SUCCESS ||
      document.get_object().get(top) != simdjson::SUCCESS)
    return malformed_message("a stream's message", "");
  constexpr std::string_view kCombined = "{\"stream\"";
  const bool combined = frame.starts_with(kCombined) ||
                        (top.find_field_unordered("stream").error() == simdjson::SUCCESS);
  if (top.reset().error() != simdjson::SUCCESS) return malformed_message("a stream's message", "");
  return combined ? memory_->combined(top) : memory_->event(top, {});
}

}  // namespace atb::binance
