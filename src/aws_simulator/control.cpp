#include "aws_simulator/control.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "aws_simulator/whole_number.h"

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

net::HttpResponse answer(int status, const json& body) {
  net::HttpResponse response;
  response.status = status;
  response.headers.add("Content-Type", "application/json");
  response.body = net::to_body(body.dump());
  return response;
}

tl::unexpected<core::Error> malformed(std::string message) {
  return core::fail(core::ErrorKind::usage, "simulator.control_malformed", std::move(message),
                    "See docs/aws-simulator.md.");
}

const json& done() {
  static const json kDone{{"done", true}};
  return kDone;
}

}  // namespace

/// A request of the port.
struct Control::Command {
  std::string_view method;
  std::string_view path;
  core::Result<json> (*run)(Control& control, std::string_view text, const json& body);
};

core::Result<json> Control::add_key(const json& body) {
  const auto id = body.at("access_key_id").get<std::string>();
  if (id.empty()) return malformed("access_key_id is empty");
  core::SecretString secret{body.at("secret_access_key").get_ref<const std::string&>()};
  Identity identity;
  identity.account = simulator_.account();
  identity.is_unlimited = body.value("unlimited", false);
  identity.arn =
      body.value("arn", "arn:aws:iam::" + identity.account + ":user/" + body.value("user", "user"));
  identity.user_id = body.value("user_id", "AIDA0000000000000USER");
  if (identity.is_unlimited && !body.contains("arn"))
    identity.arn = "arn:aws:iam::" + identity.account + ":root";
  simulator_.keys().add(id, std::move(secret), std::move(identity));
  ATB_TRY(simulator_.save());
  return done();
}

core::Result<json> Control::change_metadata(const json& body) {
  auto options = metadata_.options();
  options.is_off = body.value("off", options.is_off);
  options.role = body.value("role", options.role);
  options.region = body.value("region", options.region);
  constexpr int kHopsMax = 64;  // source: ModifyInstanceMetadataOptions
  options.hops = static_cast<int>(whole_number(body, "hops", options.hops, 1, kHopsMax));
  options.hop_limit =
      static_cast<int>(whole_number(body, "hop_limit", options.hop_limit, 1, kHopsMax));
  options.key_lifetime = core::Duration::seconds(whole_number(
      body, "credentials_seconds", options.key_lifetime.us() / 1'000'000, 1, kClockSecondsMax));
  metadata_.change(std::move(options));
  return done();
}

net::HttpResponse Control::handle(const net::ServerRequest& request) {
  const auto is_here = [&](const Command& command) { return command.path == request.target; };
  const auto commands = all_commands();
  const auto command = std::find_if(commands.begin(), commands.end(), [&](const Command& known) {
    return is_here(known) && known.method == request.method;
  });
  if (command == commands.end()) {
    const bool exists = std::any_of(commands.begin(), commands.end(), is_here);
    return answer(exists ? 405 : 404, {{"error", exists ? "not with this method" : "not known"}});
  }
  try {
    const auto text = net::as_text(request.body);
    const auto result = command->run(*this, text, json::parse(text.empty() ? "{}" : text));
    if (result) return answer(200, *result);
    return answer(400, {{"error", result.error().message}});
  } catch (const json::exception&) {
    return answer(
        400, {{"error", "the body lacks a member, or has one of the wrong type or out of range"}});
  }
}

std::span<const Control::Command> Control::all_commands() {
  using Text = std::string_view;
  static constexpr Command kCommands[] = {
      {"GET", "/state",
       [](Control& c, Text, const json&) -> core::Result<json> { return c.simulator_.summary(); }},
      {"GET", "/requests",
       [](Control& c, Text, const json&) -> core::Result<json> {
         return c.simulator_.log().to_json();
       }},
      {"DELETE", "/requests",
       [](Control& c, Text, const json&) -> core::Result<json> {
         c.simulator_.log().clear();
         return done();
       }},
      {"POST", "/faults",
       [](Control& c, Text text, const json&) -> core::Result<json> {
         ATB_TRY(c.simulator_.faults().add(text));
         return done();
       }},
      {"DELETE", "/faults",
       [](Control& c, Text, const json&) -> core::Result<json> {
         c.simulator_.faults().clear();
         return done();
       }},
      {"POST", "/clock",
       [](Control& c, Text, const json& body) -> core::Result<json> {
         c.simulator_.set_clock_offset(core::Duration::seconds(
             whole_number(body.at("offset_seconds"), -kClockSecondsMax, kClockSecondsMax)));
         return done();
       }},
      {"POST", "/keys", [](Control& c, Text, const json& body) { return c.add_key(body); }},
      {"POST", "/kms",
       [](Control& c, Text, const json& body) -> core::Result<json> {
         c.kms_.set_from_json(body);
         ATB_TRY(c.simulator_.save());
         return done();
       }},
      {"POST", "/metadata",
       [](Control& c, Text, const json& body) { return c.change_metadata(body); }},
      {"POST", "/tick",
       [](Control& c, Text, const json&) -> core::Result<json> {
         c.simulator_.tick();
         return done();
       }},
  };
  return kCommands;
}

}  // namespace atb::aws_simulator
