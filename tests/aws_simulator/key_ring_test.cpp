#include "aws_simulator/key_ring.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace atb::aws_simulator {
namespace {

using core::Duration;

const auto kNow = *core::parse_timestamp("2025-01-02T03:04:05Z");

/// Texts "aaa…", "bbb…", so that each is another.
KeyRing make_ring() {
  return KeyRing{[next = 'a'](std::size_t length) mutable { return std::string(length, next++); }};
}

Identity identity(std::string arn) {
  Identity made;
  made.arn = std::move(arn);
  return made;
}

TEST(KeyRing, IssuesKeysThatEnd) {
  auto ring = make_ring();
  const auto& key = ring.issue(identity("arn:role"), Duration::hours(1), kNow);
  EXPECT_EQ(key.id, "ASIA" + std::string(16, 'A'));
  EXPECT_EQ(key.identity.access_key_id, key.id);
  EXPECT_EQ(key.expires, kNow + Duration::hours(1));
  EXPECT_FALSE(key.session_token.empty());
  EXPECT_EQ(ring.find(key.id), &key);
}

TEST(KeyRing, CreatesAndRemovesLongLivedKeys) {
  auto ring = make_ring();
  const auto id = ring.create(identity("arn:user")).id;
  EXPECT_TRUE(id.starts_with("AKIA"));
  EXPECT_FALSE(ring.find(id)->expires);
  EXPECT_TRUE(ring.find(id)->session_token.empty());
  EXPECT_TRUE(ring.remove(id));
  EXPECT_FALSE(ring.remove(id));
  EXPECT_EQ(ring.find(id), nullptr);
}

TEST(KeyRing, CountsItsChanges) {
  auto ring = make_ring();
  const auto before = ring.revision();
  const auto id = ring.issue(identity("a"), Duration::hours(1), kNow).id;
  ring.end_by(id, kNow);
  EXPECT_EQ(ring.find(id)->expires, kNow);
  EXPECT_EQ(ring.revision(), before + 2);
  ring.end_by("unknown", kNow);
  EXPECT_EQ(ring.revision(), before + 2);
}

TEST(KeyRing, KeepsWhatIsStillGood) {
  auto ring = make_ring();
  ring.add("AKIDX", core::SecretString{"s"}, identity("arn:user"));
  const auto ended = ring.issue(identity("a"), Duration::seconds(1), kNow).id;
  const auto good = ring.issue(identity("b"), Duration::hours(1), kNow).id;
  auto back = make_ring();
  back.load(ring.save(kNow + Duration::seconds(1)));
  EXPECT_EQ(back.find(ended), nullptr);
  ASSERT_NE(back.find(good), nullptr);
  EXPECT_TRUE(back.find(good)->session_token.equals(ring.find(good)->session_token));
  EXPECT_EQ(back.find(good)->expires, ring.find(good)->expires);
  EXPECT_EQ(back.find("AKIDX")->identity.arn, "arn:user");
  EXPECT_THROW(back.load({{{"id", "x"}}}), nlohmann::json::exception);
}

}  // namespace
}  // namespace atb::aws_simulator
