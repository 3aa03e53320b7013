#include "store/journal_reader.h"

#include <gtest/gtest.h>

#include "store/codec.h"
#include "store/journal_writer.h"
#include "store/support/books.h"
#include "trading/support/amounts.h"
#include "trading/support/scripted_strategy.h"

namespace atb::store {
namespace {

using strategy::Signal;
using trading::testing::money;

/// Books with two entries that the venue refused, at 1 s and at 2 s.
class JournalReaderTest : public ::testing::Test {
 protected:
  void SetUp() override {
    account = create_account(database, "BTCUSDT", "paper", "USDT", core::Duration::minutes(1),
                             money("1000"), {})
                  .value();
    const auto writer =
        JournalWriter::begin(database, account, {}, Durability::at_checkpoint).value();
    for (std::int64_t second = 1; second <= 2; ++second) {
      trading::CandleClosed closed{{}, core::Timestamp::from_us(second * 1'000'000)};
      closed.candle.close = trading::testing::price("100");
      const auto output = engine.on(closed);
      ASSERT_TRUE(writer->record(closed, output, engine));
      commands.push_back(output.commands.at(0));
      const trading::OrderRejected refusal{trading::order_of(commands.back()), closed.close_time,
                                           "-1013", "Filter failure: NOTIONAL"};
      ASSERT_TRUE(writer->record(refusal, engine.on(refusal), engine));
    }
    ASSERT_TRUE(writer->end(engine, {}));
  }

  testing::Folder folder;
  Database database = Database::open(folder / "books.db", Access::read_write).value();
  Account account;
  trading::testing::ScriptedStrategy strategy{{Signal::enter, Signal::enter}};
  trading::Engine engine{{{}, {}, money("1000")}, strategy};
  std::vector<trading::Command> commands;
};

TEST_F(JournalReaderTest, ReadsAllRowsInTheirOrder) {
  const auto rows =
      read_journal(database, {.account = account.id, .since = {}, .order = {}}).value();
  ASSERT_EQ(rows.size(), 6U);
  EXPECT_EQ(rows[0].kind, "decision");
  EXPECT_EQ(rows[1].kind, "intent");
  EXPECT_EQ(rows[2].kind, "rejected");
  EXPECT_NE(rows[2].detail.find("-1013"), std::string::npos);
  EXPECT_LT(rows[0].sequence, rows[5].sequence);
}

TEST_F(JournalReaderTest, NarrowsByTimeByOrderAndToTheNewest) {
  const auto since = core::Timestamp::from_us(2'000'000);
  EXPECT_EQ(read_journal(database, {.account = account.id, .since = since, .order = {}})->size(),
            3U);
  const auto order = to_text(trading::order_of(commands[0]));
  EXPECT_EQ(read_journal(database, {.account = account.id, .since = {}, .order = order})->size(),
            2U);
  const auto newest =
      read_journal(database, {.account = account.id, .since = {}, .order = {}, .rows_max = 1})
          .value();
  ASSERT_EQ(newest.size(), 1U);
  EXPECT_EQ(newest[0].kind, "rejected");
  EXPECT_EQ(newest[0].time, since);
}

TEST_F(JournalReaderTest, GivesTheCommandsBackAsTheyWereIssued) {
  EXPECT_EQ(read_commands(database, account.id).value(), commands);
  EXPECT_EQ(count_trades(database, account.id).value(), 0U);
}

}  // namespace
}  // namespace atb::store
