#include "settings/env_file.h"

#include <numeric>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "settings/support/build.h"

namespace atb::settings {
namespace {

using test::holds;
using test::text_of;
using test::values_of;

TEST(RenderEnv, WritesEachValueInTheSimplestNotation) {
  const auto file = render_env(
      values_of({{"A", "plain"}, {"B", ""}, {"C", "a b"}, {"D", "it's \"x\" \\ y"}}), "", {});
  ASSERT_TRUE(file);
  EXPECT_EQ(text_of(*file), "A=plain\nB=\nC='a b'\nD=\"it's \\\"x\\\" \\\\ y\"\n");
}

TEST(RenderEnv, PutsTheCommentFirstAndKeepsItAComment) {
  const auto file = render_env(values_of({{"A", "1"}}), "one\ntwo\rX=1\nends in \\", {});
  ASSERT_TRUE(file);
  EXPECT_EQ(text_of(*file), "# one\n# two X=1\n# ends in /\nA=1\n");
}

TEST(RenderEnv, RefusesByNameWhatReadersDoNotAgreeOn) {
  const Values values = values_of({{"A", "it's $hidden"}, {"B", "ok"}, {"C", "${hidden}"}});
  const auto file = render_env(values, "", Readers::common);
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().kind, core::ErrorKind::settings);
  EXPECT_TRUE(holds(file.error().message, "A, C"));
  EXPECT_FALSE(holds(test::shown(file.error()), "hidden"));
  EXPECT_EQ(text_of(render_env(values, "", Readers::systemd).value()),
            "A=\"it's \\$hidden\"\nB=ok\nC=\"\\${hidden}\"\n");
}

TEST(RenderEnv, WritesOnlyBareValuesForDocker) {
  const Values values = values_of({{"A", "plain"}, {"URL", "x?a=1&b=2"}});
  EXPECT_TRUE(render_env(values, "", Readers::common));
  const auto file = render_env(values, "", Readers::docker);
  ASSERT_FALSE(file);
  EXPECT_TRUE(holds(file.error().message, "URL"));
  EXPECT_EQ(not_for_docker(values), std::vector<std::string>{"URL"});
}

TEST(RenderEnv, RefusesControlCharactersForEveryReader) {
  for (const auto readers : {Readers::common, Readers::docker, Readers::systemd})
    for (const auto& value :
         {std::string{"a\nB=2"}, std::string{"a\r"}, std::string(1, '\0'), std::string{"\xFF"}})
      EXPECT_FALSE(render_env(values_of({{"A", value}}), "", readers));
}

TEST(RenderEnv, RefusesNamesThatWouldRunCode) {
  for (const auto* const name : {"LD_PRELOAD", "PATH", "a", "A B", "A\nB", ""}) {
    const auto file = render_env(values_of({{name, "1"}}), "", Readers::systemd);
    ASSERT_FALSE(file) << name;
    EXPECT_EQ(file.error().code, "env.unwritable");
    EXPECT_FALSE(is_writable_name(name));
  }
}

/// Mostly what readers treat as special; now and then what no file can hold.
std::string random_value() {
  const auto special = rc::gen::element<std::string>("a", "Z", "0", " ", "'", "\"", "\\", "$", "{",
                                                     "}", "`", "#", "~", "=", "&", "é", "😀");
  const auto forbidden = rc::gen::element<std::string>("\n", "\x01", "\xC3", "\x7F");
  const auto pieces = *rc::gen::container<std::vector<std::string>>(
      rc::gen::weightedOneOf<std::string>({{100, special}, {1, forbidden}}));
  return std::accumulate(pieces.begin(), pieces.end(), std::string{});
}

RC_GTEST_PROP(RenderEnv, ReadsBackToTheSameBytesOrIsRefused, ()) {
  const Values values = values_of({{"A", random_value()}, {"B", random_value()}});
  const auto readers = *rc::gen::element(Readers::common, Readers::docker, Readers::systemd);
  const auto file = render_env(values, *rc::gen::string<std::string>(), readers);
  RC_CLASSIFY(file.has_value());
  if (!file) return;
  const auto again = parse_env({file->data(), file->size()});
  RC_ASSERT(again.has_value());
  RC_ASSERT(again->equals(values));
}

}  // namespace
}  // namespace atb::settings
