#include "aws/signing/digest.h"

#include <gtest/gtest.h>

namespace atb::aws {
namespace {

TEST(Digest, HashesTheEmptyBody) {
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

// RFC 4231, test case 2.
TEST(Digest, AuthenticatesTheVectorOfTheStandard) {
  const auto digest = hmac_sha256("Jefe", "what do ya want for nothing?");
  EXPECT_EQ(to_hex({digest.data(), digest.size()}),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

}  // namespace
}  // namespace atb::aws
