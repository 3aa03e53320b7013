#include "binance_simulator/access/api_key.h"

#include <gtest/gtest.h>

#include "binance_simulator/access/key_ring.h"

namespace atb::binance_simulator {
namespace {

constexpr std::string_view kEd25519 =
    "MCowBQYDK2VwAyEAGUIKv9dSpWXBViXp2m6vAIb8QMFJYBgyFEQsFJlqgA0=";

TEST(Verifier, AcceptsThePublishedHmacSignatures) {
  const auto verifier = Verifier::hmac(core::SecretString{kExampleSecret});
  EXPECT_TRUE(verifier.accepts(
      "symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1&recvWindow=5000"
      "&timestamp=1499827319559",
      "c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71"));
  EXPECT_TRUE(verifier.accepts("timestamp=1578963600000",
                               "D84E6641B1E328E7B418FFF030CAED655C266299C9355E36CE801ED14631EED4"));
  EXPECT_FALSE(
      verifier.accepts("timestamp=1578963600001",
                       "d84e6641b1e328e7b418fff030caed655c266299c9355e36ce801ed14631eed4"));
}

TEST(Verifier, AcceptsThePublishedEd25519Signature) {
  const auto verifier = Verifier::asymmetric(kEd25519).value();
  EXPECT_EQ(verifier.kind(), Verifier::Kind::ed25519);
  const std::string payload =
      "A\x01"
      "EXAMPLE\x01SPOT\x01"
      "1\x01"
      "20240627-11:17:25.223";
  constexpr std::string_view kSignature =
      "4MHXelVVcpkdwuLbl6n73HQUXUf1dse2PCgT1DYqW9w8AVZ1RACFGM+5UdlGPrQHrgtS3CvsRURC1oj73j8gCA==";
  EXPECT_TRUE(verifier.accepts(payload, kSignature));
  EXPECT_FALSE(verifier.accepts(payload + "x", kSignature));
  EXPECT_FALSE(verifier.accepts(payload, "no base64"));
}

TEST(Verifier, ReadsPemAndItsBody) {
  EXPECT_TRUE(Verifier::asymmetric("-----BEGIN PUBLIC KEY-----\n" + std::string{kEd25519} +
                                   "\n-----END PUBLIC KEY-----\n"));
  EXPECT_EQ(Verifier::asymmetric("nothing").error().code, "simulator.bad_public_key");
}

}  // namespace
}  // namespace atb::binance_simulator
