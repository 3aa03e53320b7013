#include "secrets/fetch/fetch_record.h"

#include <gtest/gtest.h>

namespace atb::secrets {
namespace {

TEST(FetchRecord, ReadsBackWhatWasWritten) {
  const FetchRecord record{"ai-trading-bot/staging", "v1",
                           core::Timestamp::from_us(1'700'000'000'000'123),
                           core::Timestamp::from_us(1'600'000'000'000'000)};
  const auto again = parse_record(render(record));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->secret_id, record.secret_id);
  EXPECT_EQ(again->version_id, record.version_id);
  EXPECT_EQ(again->confirmed, record.confirmed);
  EXPECT_EQ(again->file_changed, record.file_changed);
  EXPECT_EQ(again->bot_told, std::nullopt);
}

TEST(FetchRecord, KeepsWhatTheBotWasTold) {
  FetchRecord record;
  record.secret_id = "ai-trading-bot/staging";
  record.bot_told = core::Timestamp::from_us(1'600'000'000'000'001);
  EXPECT_EQ(parse_record(render(record))->bot_told, record.bot_told);
}

TEST(FetchRecord, IsNothingWhenThePartsAreMissing) {
  for (const auto* const text : {"", "secret: a\n", "secret: a\nconfirmed: x\nfile_changed: y\n",
                                 "confirmed: 2024-01-02\nfile_changed: 2024-01-02\n"})
    EXPECT_FALSE(parse_record(text)) << text;
}

}  // namespace
}  // namespace atb::secrets
