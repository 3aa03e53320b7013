#include "binance/keys/answer.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace atb::binance {
namespace {

using core::ErrorKind;
using nlohmann::json;

constexpr std::size_t kMessageMax = 200;

/// What Binance said, for people: one bounded line.
std::string said(const json& body) {
  const auto message = body.find("msg");
  if (message == body.end() || !message->is_string()) return "";
  std::string text = message->get<std::string>().substr(0, kMessageMax);
  std::replace_if(
      text.begin(), text.end(), [](unsigned char c) { return c < ' ' || c == 0x7f; }, ' ');
  return fmt::format(": \"{}\"", text);
}

int code_of(const json& body) {
  const auto code = body.find("code");
  return code != body.end() && code->is_number_integer() ? code->get<int>() : 0;
}

tl::unexpected<core::Error> busy(const net::HttpResponse& response, std::string_view what) {
  const auto wait = response.headers.find("retry-after");
  return core::fail(
      ErrorKind::temporary, "binance.unreachable",
      fmt::format("Binance did not give {}: status {}", what, response.status),
      wait ? fmt::format("Try again in {} s.", wait->substr(0, 8)) : "Try again in a few minutes.");
}

core::Error coded(const json& body, std::string_view what) {
  const int code = code_of(body);
  const std::string words = fmt::format("Binance refused {} with {}{}", what, code, said(body));
  switch (code) {
    case -2015:
      return {ErrorKind::not_authorised, "binance.key_refused", words,
              "Unknown or deleted key, an address that its IP list does not hold, or a missing\n"
              "right: compare with API Management at Binance. Run this on the bot's machine."};
    case -2014:
      return {ErrorKind::settings, "binance.key_malformed", words,
              "BINANCE_API_KEY is not a key of Binance: copy it again, without blanks."};
    case -1022:
      return {ErrorKind::settings, "binance.signature_refused", words,
              "BINANCE_API_SECRET does not belong to BINANCE_API_KEY: copy both again."};
    case -1021:
      return {ErrorKind::temporary, "binance.clock", words,
              "Correct this machine's clock: timedatectl set-ntp true"};
    default:
      return {ErrorKind::internal, "binance.refused", words,
              "Look the code up in Binance's list of error codes."};
  }
}

}  // namespace

core::Result<json> judge_answer(const net::HttpResponse& response, std::string_view what) {
  constexpr int kOk = 200;
  const int status = response.status;
  if (status == 429 || status == 418 || status >= 500) return busy(response, what);
  const auto text = net::as_text(response.body);
  auto body = json::parse(text.begin(), text.end(), nullptr, false);
  if (status == kOk && !body.is_discarded()) return body;
  if (body.is_object() && code_of(body) != 0) return tl::unexpected<core::Error>(coded(body, what));
  if (status == 404)
    return core::fail(ErrorKind::not_found, "binance.not_offered",
                      fmt::format("this host does not offer {}", what),
                      "Test networks have no such endpoint.");
  if (status == 403 || status == 451)
    return core::fail(ErrorKind::not_authorised, "binance.location_refused",
                      fmt::format("Binance refused {} with status {}", what, status),
                      "Its firewall turned the request away, or it does not serve this country.");
  return core::fail(
      ErrorKind::internal, "binance.answer_malformed",
      fmt::format("the answer to {} (status {}) is not what Binance sends", what, status),
      "Check the address and any proxy in between.");
}

core::Result<json> call_binance(net::HttpTransport& transport, const net::HttpRequest& request,
                                std::string_view what) {
  const auto response = transport.send(request);
  if (response) return judge_answer(*response, what);
  if (response.error().kind != ErrorKind::temporary)
    return tl::unexpected<core::Error>(response.error());
  return core::fail(
      ErrorKind::temporary, "binance.unreachable",
      fmt::format("Binance cannot be asked for {}: {}", what, response.error().message),
      response.error().advice);
}

}  // namespace atb::binance
