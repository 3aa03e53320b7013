#include "control/protocol.h"

#include <array>

#include <nlohmann/json.hpp>

namespace atb::control {
namespace {

using core::ErrorKind;

struct KindName {
  ErrorKind kind;
  std::string_view name;
};
constexpr std::array kKinds{KindName{ErrorKind::internal, "internal"},
                            KindName{ErrorKind::usage, "usage"},
                            KindName{ErrorKind::settings, "settings"},
                            KindName{ErrorKind::not_authorised, "not_authorised"},
                            KindName{ErrorKind::not_found, "not_found"},
                            KindName{ErrorKind::temporary, "temporary"},
                            KindName{ErrorKind::refused, "refused"}};

std::string_view name_of(ErrorKind kind) {
  for (const auto& known : kKinds)
    if (known.kind == kind) return known.name;
  return "internal";
}

ErrorKind kind_of(std::string_view name) {
  for (const auto& known : kKinds)
    if (known.name == name) return known.kind;
  return ErrorKind::internal;
}

std::string text_at(const nlohmann::json& object, const char* key) {
  const auto at = object.find(key);
  return at != object.end() && at->is_string() ? at->get<std::string>() : std::string{};
}

tl::unexpected<core::Error> malformed() {
  return core::fail(ErrorKind::internal, "control.malformed",
                    "the answer of the bot's control socket is not what the bot sends",
                    "Check that the socket's path is the bot's, and that both programs are of one "
                    "version.");
}

}  // namespace

std::string render_answer(const nlohmann::json& fields) {
  nlohmann::json answer = fields;
  answer["ok"] = true;
  return answer.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string render_error(const core::Error& error) {
  return nlohmann::json{{"ok", false},
                        {"error",
                         {{"kind", name_of(error.kind)},
                          {"code", error.code},
                          {"message", error.message},
                          {"advice", error.advice}}}}
      .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

core::Result<nlohmann::json> parse_answer(std::string_view line) {
  auto answer = nlohmann::json::parse(line, nullptr, false);
  if (!answer.is_object()) return malformed();
  const auto ok = answer.find("ok");
  if (ok == answer.end() || !ok->is_boolean()) return malformed();
  if (ok->get<bool>()) {
    answer.erase("ok");
    return answer;
  }
  const auto error = answer.find("error");
  if (error == answer.end() || !error->is_object() || text_at(*error, "code").empty())
    return malformed();
  return core::fail(kind_of(text_at(*error, "kind")), text_at(*error, "code"),
                    text_at(*error, "message"), text_at(*error, "advice"));
}

core::Result<nlohmann::json> parse_request(std::string_view line) {
  auto request = nlohmann::json::parse(line, nullptr, false);
  if (!request.is_object() || text_at(request, "command").empty())
    return core::fail(ErrorKind::usage, "control.request_malformed",
                      "a control request is one JSON object with a \"command\"",
                      "Use ai-trading-bot status, halt, reload and the other commands.");
  return request;
}

}  // namespace atb::control
