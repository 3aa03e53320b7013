#include "binance/requests/writer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include <fmt/format.h>

namespace atb::binance {
namespace {

void append(core::SecretBuffer& out, std::string_view text) {
  out.insert(out.end(), text.begin(), text.end());
}

std::string_view view_of(const core::SecretBuffer& buffer) {
  return {buffer.data(), buffer.size()};
}

constexpr std::array<const char*, 4> kVerbs{"GET", "POST", "PUT", "DELETE"};

bool in_body(Verb verb) noexcept {
  return verb == Verb::post || verb == Verb::put;
}

/// Ed25519 signatures are 64 bytes, 88 letters of base64; RSA's are 342 and more, HMAC's 64.
constexpr std::size_t kEd25519Letters = 88;

}  // namespace

RequestWriter::RequestWriter() = default;

RequestWriter::RequestWriter(core::SecretString key, Signer signer)
    : key_{std::move(key)}, signer_{std::make_unique<Signer>(std::move(signer))} {
  session_capable_ = signer_->sign("session").size() == kEd25519Letters;
}

core::Result<RequestWriter> RequestWriter::create(const KeyPair& pair) {
  const auto key = pair.key.reveal();
  const bool printable = !key.empty() && std::all_of(key.begin(), key.end(), [](char c) {
    return c > ' ' && c < 0x7f && c != '"' && c != '\\';
  });
  if (!printable)
    return core::fail(core::ErrorKind::settings, "binance.key_malformed",
                      "BINANCE_API_KEY is empty or holds letters that no key of Binance has",
                      "Copy it again from API Management at Binance.");
  ATB_ASSIGN(auto signer, Signer::create(pair.secret));
  return RequestWriter{pair.key.clone(), std::move(signer)};
}

core::Result<void> RequestWriter::check(const Call& call, const Stamp& stamp) const {
  if (call.operation.security == Security::open) return {};
  if (signer_ == nullptr)
    return core::fail(core::ErrorKind::settings, "binance.key_missing",
                      fmt::format("{} needs a key of Binance", call.operation.name),
                      "Set BINANCE_API_KEY and BINANCE_API_SECRET.");
  if (stamp.receive_window < core::Duration::milliseconds(1) ||
      stamp.receive_window > core::Duration::seconds(60))
    return core::fail(core::ErrorKind::internal, "binance.receive_window",
                      "the receive window is outside 1 ms to 60 s");
  return {};
}

void RequestWriter::add_stamp(const Stamp& stamp) {
  // Downwards: a time that is ahead of the exchange's by a second is refused.
  parameters_.number("recvWindow", stamp.receive_window.us() / 1'000);
  parameters_.number("timestamp", stamp.time.ms());
}

core::Result<net::HttpRequest> RequestWriter::rest(std::string_view base_url, const Call& call,
                                                   const Stamp& stamp) {
  ATB_TRY(check(call, stamp));
  if (call.operation.path.empty())
    return core::fail(core::ErrorKind::internal, "binance.rest_missing",
                      fmt::format("{} exists on the WebSocket API only", call.operation.name));
  net::HttpRequest request;
  request.method = kVerbs[static_cast<std::size_t>(call.operation.verb)];
  request.send_once = call.operation.changes;
  request.response_bytes_max = kAnswerBytesMax;
  payload_.clear();
  if (call.operation.security == Security::signed_) {
    parameters_ = call.parameters;
    add_stamp(stamp);
    parameters_.append_query(payload_);
    const auto signature = signer_->sign(view_of(payload_));
    append(payload_, "&signature=");
    append(payload_, percent_encode(signature));
    request.headers.add("X-MBX-APIKEY", key_.reveal());
  } else {
    call.parameters.append_query(payload_);
  }
  request.url.reserve(base_url.size() + call.operation.path.size() + payload_.size() + 1);
  request.url.append(base_url).append(call.operation.path);
  if (in_body(call.operation.verb)) {
    request.headers.add("Content-Type", "application/x-www-form-urlencoded");
    request.body = payload_;
  } else if (!payload_.empty()) {
    request.url.append("?").append(view_of(payload_));
  }
  return request;
}

std::string_view RequestWriter::frame(std::int64_t id, const Call& call) {
  std::array<char, 24> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), id).ptr;
  frame_.clear();
  append(frame_, "{\"id\":");
  frame_.insert(frame_.end(), digits.data(), end);
  append(frame_, ",\"method\":\"");
  append(frame_, call.operation.websocket_method);
  append(frame_, "\"");
  if (parameters_.size() > 0) {
    append(frame_, ",\"params\":");
    parameters_.append_json(frame_);
  }
  append(frame_, "}");
  return view_of(frame_);
}

core::Result<std::string_view> RequestWriter::websocket(std::int64_t id, const Call& call,
                                                        const Stamp& stamp) {
  ATB_TRY(check(call, stamp));
  parameters_ = call.parameters;
  if (call.operation.security == Security::signed_) {
    parameters_.text("apiKey", key_.reveal());
    add_stamp(stamp);
    payload_.clear();
    parameters_.append_payload(payload_);
    parameters_.text("signature", signer_->sign(view_of(payload_)));
  }
  return frame(id, call);
}

core::Result<std::string_view> RequestWriter::websocket_in_session(std::int64_t id,
                                                                   const Call& call,
                                                                   const Stamp& stamp) {
  ATB_TRY(check(call, stamp));
  parameters_ = call.parameters;
  if (call.operation.security == Security::signed_) add_stamp(stamp);
  return frame(id, call);
}

bool RequestWriter::can_log_on() const noexcept {
  return session_capable_;
}

}  // namespace atb::binance
