#include "store/journal_writer.h"

#include <gtest/gtest.h>

#include "store/codec.h"
#include "store/journal_reader.h"
#include "store/support/books.h"
#include "trading/support/amounts.h"
#include "trading/support/scripted_strategy.h"

namespace atb::store {
namespace {

using trading::testing::money;
using trading::testing::price;
using trading::testing::quantity;

trading::CandleClosed a_close() {
  trading::CandleClosed closed;
  closed.candle.close = price("100");
  return closed;
}

class JournalWriterTest : public ::testing::Test {
 protected:
  void SetUp() override {
    database = std::make_unique<Database>(Database::open(path, Access::read_write).value());
    account = create_account(*database, "BTCUSDT", "paper", "USDT", core::Duration::minutes(1),
                             money("1000"), {})
                  .value();
    writer = JournalWriter::begin(
                 *database, account,
                 {trading::Incarnation{7}, core::Timestamp::from_us(1), "staging", "scripted"},
                 Durability::before_send)
                 .value();
  }
  /// Lets the engine take an event and the journal record it.
  trading::Output take(const trading::Event& event) {
    const auto& output = engine.on(event);
    EXPECT_TRUE(writer->record(event, output, engine));
    return output;
  }
  /// What another process sees: only what was committed.
  std::vector<std::string> committed_kinds() {
    auto reader = Database::open(path, Access::read_only).value();
    std::vector<std::string> kinds;
    const auto rows = read_journal(reader, {.account = account.id, .since = {}, .order = {}});
    for (const auto& row : rows.value()) kinds.push_back(row.kind);
    return kinds;
  }

  testing::Folder folder;
  std::filesystem::path path = folder / "books.db";
  std::unique_ptr<Database> database;
  Account account;
  std::unique_ptr<JournalWriter> writer;
  trading::testing::ScriptedStrategy strategy{{strategy::Signal::enter}};
  trading::Engine engine{{{}, {}, money("1000")}, strategy};
};

TEST_F(JournalWriterTest, HasAnIntentOnDiskBeforeItReturns) {
  take(a_close());
  EXPECT_EQ(committed_kinds(), (std::vector<std::string>{"decision", "intent"}));
}

TEST_F(JournalWriterTest, KeepsTheReasonOfADecisionInWords) {
  take(a_close());
  auto reader = Database::open(path, Access::read_only).value();
  const auto rows = read_journal(reader, {.account = account.id, .since = {}, .order = {}}).value();
  EXPECT_NE(rows.at(0).detail.find("as the script says"), std::string::npos);
  EXPECT_NE(rows.at(0).detail.find("order placed"), std::string::npos);
}

TEST_F(JournalWriterTest, LetsAnAnswerRideAlongToTheNextCommit) {
  const auto buy = take(a_close()).commands.at(0);
  take(trading::OrderAccepted{trading::order_of(buy), {}});
  EXPECT_EQ(committed_kinds().size(), 2U);
  trading::OrderFilled fill;
  fill.order = trading::order_of(buy);
  fill.trade_id = 1;
  fill.price = price("100");
  fill.quantity = quantity("1");
  fill.quote = money("100");
  fill.order_filled = fill.quantity;
  fill.completes = true;
  take(fill);
  EXPECT_EQ(committed_kinds(),
            (std::vector<std::string>{"decision", "intent", "accepted", "fill", "intent"}));
}

TEST_F(JournalWriterTest, SavesTheStateWithTheRowsItBelongsTo) {
  take(a_close());
  auto reader = Database::open(path, Access::read_only).value();
  const auto saved = find_account(reader, "BTCUSDT", "paper").value();
  EXPECT_EQ(state_to_text(saved->state), state_to_text(engine.state()));
  EXPECT_EQ(saved->state.phase, trading::Phase::entering);
}

TEST_F(JournalWriterTest, ForgetsWhatWasNotCommittedWhenItDies) {
  const auto buy = take(a_close()).commands.at(0);
  take(trading::OrderAccepted{trading::order_of(buy), {}});
  writer.reset();
  EXPECT_EQ(committed_kinds().size(), 2U);
}

TEST_F(JournalWriterTest, CommitsNothingBeforeTheCheckpointWhenTheVenueDiesWithUs) {
  writer = JournalWriter::begin(*database, account, {trading::Incarnation{8}, {}, "staging", ""},
                                Durability::at_checkpoint)
               .value();
  take(a_close());
  EXPECT_TRUE(committed_kinds().empty());
  ASSERT_TRUE(writer->checkpoint(engine));
  EXPECT_EQ(committed_kinds(), (std::vector<std::string>{"decision", "intent"}));
}

TEST_F(JournalWriterTest, EndsTheSessionInTheBooks) {
  EXPECT_FALSE(latest_session(*database, account.id).value()->ended);
  ASSERT_TRUE(writer->end(engine, core::Timestamp::from_us(9)));
  const auto session = latest_session(*database, account.id).value();
  EXPECT_EQ(session->ended->us(), 9);
  EXPECT_EQ(session->incarnation, "0000000000000007");
  EXPECT_EQ(session->strategy, "scripted");
}

TEST_F(JournalWriterTest, CheckpointsTheLastCandle) {
  trading::CandleClosed quiet = a_close();
  quiet.candle.open_time = core::Timestamp::from_us(60'000'000);
  engine.on(a_close());
  engine.on(quiet);
  ASSERT_TRUE(writer->checkpoint(engine));
  EXPECT_EQ(find_account(*database, "BTCUSDT", "paper").value()->state.last_candle.us(),
            60'000'000);
}

}  // namespace
}  // namespace atb::store
