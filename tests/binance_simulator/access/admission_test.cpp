#include "binance_simulator/access/admission.h"

#include <gtest/gtest.h>

#include "binance_simulator/access/account_file.h"

namespace atb::binance_simulator {
namespace {

constexpr auto kSigned = core::Timestamp::from_ms(1'578'963'600'000);
constexpr std::string_view kQuery =
    "timestamp=1578963600000"
    "&signature=d84e6641b1e328e7b418fff030caed655c266299c9355e36ce801ed14631eed4";

class Admission : public ::testing::Test {
 protected:
  Admission() { add({}); }
  void add(KeyRights rights, std::vector<std::string> addresses = {}) {
    ring_.add({std::string{kExampleKey},
               4,
               rights,
               std::move(addresses),
               {},
               Verifier::hmac(core::SecretString{kExampleSecret})});
  }
  exchange::Outcome<Admitted> ask(std::string_view query, core::Timestamp now,
                                  Security security = Security::user_data,
                                  std::string_view key = kExampleKey) {
    auto parameters = Parameters::from_request(query, "").value();
    const auto payload = signed_payload(query, "");
    return admit(ring_, {key, "127.0.0.1", payload}, security, parameters, now);
  }
  static int code(const exchange::Outcome<Admitted>& outcome) {
    return outcome ? 0 : outcome.error().code;
  }
  KeyRing ring_;
};

TEST_F(Admission, LetsThePublishedExampleIn) {
  const auto admitted = ask(kQuery, kSigned);
  ASSERT_TRUE(admitted);
  EXPECT_EQ(admitted->account, 4U);
  EXPECT_EQ(admitted->receive_window, core::Duration::seconds(5));
}

TEST_F(Admission, RefusesKeysBeforeAnythingElse) {
  EXPECT_EQ(code(ask("", kSigned, Security::user_data, "")), -2014);
  EXPECT_EQ(code(ask("", kSigned, Security::user_data, "a b")), -2014);
  EXPECT_EQ(code(ask("", kSigned, Security::user_data, "unknown")), -2015);
  add({}, {"10.0.0.1"});
  EXPECT_EQ(code(ask(kQuery, kSigned)), -2015);
}

TEST_F(Admission, RefusesWhatTheKeyMayNot) {
  add({.reading = true, .spot_trading = false});
  EXPECT_EQ(code(ask(kQuery, kSigned, Security::trade)), -2015);
  EXPECT_EQ(code(ask(kQuery, kSigned)), 0);
}

TEST_F(Admission, TheWindowIsInclusiveAndTheFutureIsNot) {
  EXPECT_EQ(code(ask(kQuery, kSigned + core::Duration::milliseconds(5000))), 0);
  EXPECT_EQ(code(ask(kQuery, kSigned + core::Duration::milliseconds(5001))), -1021);
  EXPECT_EQ(code(ask(kQuery, kSigned - core::Duration::milliseconds(999))), 0);
  EXPECT_EQ(ask(kQuery, kSigned - core::Duration::milliseconds(1000)).error().message,
            "Timestamp for this request was 1000ms ahead of the server's time.");
  EXPECT_EQ(code(ask(kQuery, kSigned - core::Duration::milliseconds(10'001))), -1130);
  EXPECT_EQ(code(ask("timestamp=1400000000000&signature=x", kSigned)), -1130);
}

TEST_F(Admission, TheWindowHasThreeDecimalsAndAMaximum) {
  EXPECT_EQ(code(ask("timestamp=1578963600000&recvWindow=60001&signature=x", kSigned)), -1131);
  EXPECT_EQ(code(ask("timestamp=1578963600000&recvWindow=1.0001&signature=x", kSigned)), -1111);
  EXPECT_EQ(code(ask("timestamp=1578963600000&recvWindow=0.5&signature=x",
                     kSigned + core::Duration::microseconds(501))),
            -1021);
}

TEST_F(Admission, MissingParametersAndWrongSignatures) {
  EXPECT_EQ(code(ask("signature=x", kSigned)), -1102);
  EXPECT_EQ(code(ask("timestamp=1578963600000", kSigned)), -1102);
  EXPECT_EQ(code(ask("timestamp=1578963600000&signature=00", kSigned)), -1022);
}

TEST_F(Admission, IsCheckedAgainBeforeTheEngine) {
  const auto admitted = ask(kQuery, kSigned);
  EXPECT_TRUE(admitted->still_in_time(kSigned + core::Duration::seconds(5)));
  EXPECT_EQ(admitted->still_in_time(kSigned + core::Duration::seconds(6)).error().code, -1021);
}

TEST_F(Admission, ASessionNeedsNoSignature) {
  auto parameters = Parameters::from_json(R"({"timestamp":1578963600000})").value();
  EXPECT_TRUE(admit_session(ring_, kExampleKey, "127.0.0.1", Security::trade, parameters, kSigned));
  ring_.revoke(kExampleKey);
  EXPECT_EQ(
      code(admit_session(ring_, kExampleKey, "127.0.0.1", Security::trade, parameters, kSigned)),
      -2015);
}

}  // namespace
}  // namespace atb::binance_simulator
