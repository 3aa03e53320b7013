#include "binance/messages/stream_parser.h"

#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include <simdjson.h>

#include "binance/messages/event_readers.h"
#include "binance/messages/letter_fields.h"
#include "binance/messages/message_error.h"

namespace atb::binance {
namespace {

using simdjson::ondemand::object;
using simdjson::ondemand::value;

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
  if (named) return read_event(data, kind, unit);
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
