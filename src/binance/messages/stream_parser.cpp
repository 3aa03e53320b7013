#include "binance/messages/stream_parser.h"

#include <array>
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

/// Looks a field up. After an error of the parser nothing of the message may be touched any more.
enum class Found { yes, no, broken };
Found find(object& data, std::string_view name, value& field) {
  const auto error = data.find_field_unordered(name).get(field);
  if (error == simdjson::SUCCESS) return Found::yes;
  return error == simdjson::NO_SUCH_FIELD ? Found::no : Found::broken;
}

core::Result<StreamEvent> read_snapshot(object data, std::string_view stream) {
  DepthSnapshot event;
  event.symbol = stream.substr(0, stream.find('@'));
  LetterFields fields{TimeUnit::ms};
  value id;
  value bids;
  value asks;
  if (find(data, "lastUpdateId", id) != Found::yes || !fields.integer(id, event.last_update_id))
    return malformed_message("a depth snapshot", "lastUpdateId");
  if (find(data, "bids", bids) != Found::yes || !fields.levels(bids, event.bids))
    return malformed_message("a depth snapshot", "bids");
  if (find(data, "asks", asks) != Found::yes || !fields.levels(asks, event.asks))
    return malformed_message("a depth snapshot", "asks");
  return event;
}

core::Result<StreamEvent> read_control(object data) {
  constexpr std::string_view kWhat = "a control answer";
  ControlAnswer answer;
  value field;
  std::int64_t id = 0;
  auto found = find(data, "id", field);
  if (found == Found::broken) return malformed_message(kWhat, "");
  if (found == Found::yes && field.get_int64().get(id) == simdjson::SUCCESS) answer.id = id;
  object error = data;
  found = find(data, "error", field);
  if (found == Found::broken ||
      (found == Found::yes && field.get_object().get(error) != simdjson::SUCCESS))
    return malformed_message(kWhat, "error");
  std::int64_t code = 0;
  found = find(error, "code", field);
  if (found == Found::no) return answer;
  if (found == Found::broken || field.get_int64().get(code) != simdjson::SUCCESS ||
      code < INT32_MIN || code > INT32_MAX)
    return malformed_message(kWhat, "code");
  std::string_view text = "refused";
  found = find(error, "msg", field);
  if (found == Found::broken ||
      (found == Found::yes && field.get_string().get(text) != simdjson::SUCCESS))
    return malformed_message(kWhat, "msg");
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
  core::Result<StreamEvent> nameless(object data, std::string_view stream);
  core::Result<StreamEvent> combined(object top);
};

/// An event that names no kind is known by its fields.
core::Result<StreamEvent> StreamParser::Memory::nameless(object data, std::string_view stream) {
  enum { kSnapshot, kUpdate, kSize, kId, kCode, kResult, kCount };
  constexpr std::array<std::string_view, kCount> kNames{"lastUpdateId", "u",    "B",
                                                        "id",           "code", "result"};
  std::array<bool, kCount> has{};
  value field;
  for (std::size_t i = 0; i < kCount; ++i) {
    const auto found = find(data, kNames[i], field);
    if (found == Found::broken) return malformed_message("an event", "");
    has[i] = found == Found::yes;
  }
  if (data.reset().error() != simdjson::SUCCESS) return malformed_message("an event", "");
  if (has[kSnapshot]) return read_snapshot(data, stream);
  if (has[kUpdate] && has[kSize]) return read_book_ticker(data, unit);
  if (has[kId] || has[kCode] || has[kResult]) return read_control(data);
  return UnknownEvent{std::string{stream}};
}

core::Result<StreamEvent> StreamParser::Memory::event(object data, std::string_view stream) {
  if (stream.ends_with("@bookTicker")) return read_book_ticker(data, unit);
  value field;
  std::string_view kind;
  const auto found = find(data, "e", field);
  if (found == Found::broken ||
      (found == Found::yes && field.get_string().get(kind) != simdjson::SUCCESS))
    return malformed_message("an event", "e");
  // Views into the message live until the next one is read; rewinding does not touch them.
  if (data.reset().error() != simdjson::SUCCESS) return malformed_message("an event", "");
  return found == Found::yes ? read_event(data, kind, unit) : nameless(data, stream);
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
  value stream;
  const auto found = frame.starts_with(kCombined) ? Found::yes : find(top, "stream", stream);
  if (found == Found::broken || top.reset().error() != simdjson::SUCCESS)
    return malformed_message("a stream's message", "");
  return found == Found::yes ? memory_->combined(top) : memory_->event(top, {});
}

}  // namespace atb::binance
