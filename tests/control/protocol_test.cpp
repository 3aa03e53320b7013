#include "control/protocol.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace atb::control {
namespace {

TEST(ControlProtocol, CarriesTheFieldsOfAnAnswer) {
  const auto line = render_answer({{"settings_version", "v1"}, {"healthy", true}});
  EXPECT_EQ(line.find('\n'), std::string::npos);
  const auto fields = parse_answer(line);
  ASSERT_TRUE(fields.has_value());
  EXPECT_EQ(fields->at("settings_version"), "v1");
  EXPECT_FALSE(fields->contains("ok"));
}

TEST(ControlProtocol, CarriesAnErrorWithAllThatItSays) {
  for (const auto kind :
       {core::ErrorKind::internal, core::ErrorKind::usage, core::ErrorKind::settings,
        core::ErrorKind::not_authorised, core::ErrorKind::not_found, core::ErrorKind::temporary,
        core::ErrorKind::refused}) {
    const auto fields = parse_answer(render_error({kind, "a.code", "what\nfailed", "do this"}));
    ASSERT_FALSE(fields.has_value());
    EXPECT_EQ(fields.error().kind, kind);
    EXPECT_EQ(fields.error().code, "a.code");
    EXPECT_EQ(fields.error().message, "what\nfailed");
    EXPECT_EQ(fields.error().advice, "do this");
  }
}

TEST(ControlProtocol, RefusesWhatIsNoAnswer) {
  for (const auto* line : {"", "[]", "{}", R"({"ok":"yes"})", R"({"ok":false})",
                           R"({"ok":false,"error":{}})", "{\"ok\":true"}) {
    const auto fields = parse_answer(line);
    ASSERT_FALSE(fields.has_value()) << line;
    EXPECT_EQ(fields.error().code, "control.malformed") << line;
  }
}

TEST(ControlProtocol, ReadsRequestsAndRefusesOthers) {
  EXPECT_EQ(parse_request(R"({"command":"status"})")->at("command"), "status");
  for (const auto* line : {"", "status", "[]", "{}", R"({"command":7})"})
    EXPECT_EQ(parse_request(line).error().code, "control.request_malformed") << line;
}

}  // namespace
}  // namespace atb::control
