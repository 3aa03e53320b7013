#include "secrets/fetch/fetch_in_place.h"

#include <gtest/gtest.h>

#include "files/support/sandbox.h"

namespace atb::secrets {
namespace {

constexpr std::string_view kFile =
    "# Settings of ai-trading-bot.\n# secret: a/b\n# version: v1\nTRADING_MODE=paper\n"
    "# a note\nLOG_LEVEL=INFO";

core::SecretBuffer bytes_of(std::string_view text) {
  return {text.begin(), text.end()};
}

TEST(FetchInPlace, ReadsTheOriginFromTheCommentAtTheTopOnly) {
  EXPECT_EQ(origin_of(kFile), "a/b");
  EXPECT_EQ(origin_of("# secret: a"), "a");
  EXPECT_EQ(origin_of("LOG_LEVEL=INFO\n# secret: a\n"), "");
  EXPECT_EQ(origin_of(""), "");
  EXPECT_EQ(version_of(kFile), "v1");
  EXPECT_EQ(version_of("LOG_LEVEL=INFO\n# version: v1\n"), "");
}

TEST(FetchInPlace, AssignmentsAreAllButTheComments) {
  EXPECT_EQ(assignments_of(bytes_of(kFile)), bytes_of("TRADING_MODE=paper\nLOG_LEVEL=INFO"));
  EXPECT_TRUE(assignments_of({}).empty());
}

TEST(FetchInPlace, ReplacesOnlyWhatIsOrWasAnEnvFile) {
  const files::test::Sandbox box;
  EXPECT_TRUE(check_replaceable(box / "missing"));
  for (const auto* const good : {"", "A=1\n", "# Settings of ai-trading-bot. broken since\n???"}) {
    files::test::put(box / "f", good);
    EXPECT_TRUE(check_replaceable(box / "f")) << good;
  }
  files::test::put(box / "f", "my notes\n");
  EXPECT_EQ(check_replaceable(box / "f").error().code, "secrets.not_an_env_file");
  EXPECT_EQ(check_replaceable(box.directory()).error().code, "secrets.not_an_env_file");
}

TEST(FetchInPlace, SaysWhyAFileIsNoStandIn) {
  const files::test::Sandbox box;
  const Target target{settings::Environment::staging, "a/b"};
  const auto now = core::Timestamp::from_ms(1'700'000'000'000);
  const auto code = [&] {
    const auto confirmed = time_of_confirmation(box / ".env", {}, target, now);
    return confirmed ? std::string{"confirmed"} : confirmed.error().code;
  };
  EXPECT_EQ(code(), "files.not_found");
  files::test::put(box / ".env", kFile);
  EXPECT_EQ(code(), "settings.invalid");
  files::test::put(box / ".env", kFile, 0640);
  EXPECT_EQ(code(), "files.exposed");
}

}  // namespace
}  // namespace atb::secrets
