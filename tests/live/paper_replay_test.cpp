#include "live/paper_replay.h"

#include <random>

#include <gtest/gtest.h>

#include "backtest/support/candles.h"
#include "store/database.h"
#include "store/support/books.h"

namespace atb::live {
namespace {

const std::atomic<bool> kGoOn{false};

PaperReplayOptions options(const std::filesystem::path& database, std::uint64_t incarnation = 1) {
  PaperReplayOptions made;
  made.database = database;
  made.environment = "staging";
  made.incarnation = trading::Incarnation{incarnation};
  return made;
}

TEST(PaperReplay, IssuesTheCommandsOfTheBacktest) {
  const store::testing::Folder folder;
  const auto columns = backtest::testing::walk(5, 1'000);
  const auto expected = backtest::run(columns.view(), {}, false).value().summary;
  const auto paper = replay_paper(columns.view(), options(folder / "books.db"), kGoOn, {}).value();
  EXPECT_GT(expected.closed_trades, 5U);
  EXPECT_EQ(paper.summary.commands_sha256, expected.commands_sha256);
  EXPECT_EQ(paper.account_commands_sha256, expected.commands_sha256);
  EXPECT_EQ(paper.summary.final_equity, expected.final_equity);
  EXPECT_EQ(paper.summary.closed_trades, expected.closed_trades);
  EXPECT_EQ(paper.account_trades, expected.closed_trades);
  EXPECT_FALSE(paper.resumed);
}

/// Runs the candles in pieces that end where the seed says, each as a session of its own.
PaperReplayResult in_pieces(const market::CandleSeries& candles, const std::filesystem::path& path,
                            unsigned seed) {
  std::mt19937 draw{seed};
  std::uniform_int_distribution<std::size_t> piece{1, 250};
  PaperReplayResult last;
  std::uint64_t incarnation = 0;
  for (std::size_t end = 0; end < candles.size();) {
    end = std::min(candles.size(), end + piece(draw));
    last = replay_paper(candles.subseries(0, end), options(path, ++incarnation), kGoOn, {}).value();
  }
  return last;
}

TEST(PaperReplay, EndsTheSameHoweverTheRunIsCutIntoSessions) {
  for (unsigned seed = 1; seed <= 8; ++seed) {
    const store::testing::Folder folder;
    const auto columns = backtest::testing::walk(seed, 400);
    const auto expected = backtest::run(columns.view(), {}, false).value().summary;
    const auto last = in_pieces(columns.view(), folder / "books.db", seed);
    EXPECT_EQ(last.account_commands_sha256, expected.commands_sha256) << seed;
    EXPECT_EQ(last.summary.final_equity, expected.final_equity) << seed;
    EXPECT_EQ(last.account_trades, expected.closed_trades) << seed;
  }
}

TEST(PaperReplay, DecidesTheSameWhenEachOrderIsOnDiskFirst) {
  const store::testing::Folder folder;
  const auto columns = backtest::testing::walk(6, 300);
  auto careful = options(folder / "books.db");
  careful.durability = store::Durability::before_send;
  const auto paper = replay_paper(columns.view(), careful, kGoOn, {}).value();
  const auto expected = backtest::run(columns.view(), {}, false).value().summary;
  EXPECT_EQ(paper.summary.commands_sha256, expected.commands_sha256);
}

TEST(PaperReplay, HasNothingToDoWhenAllCandlesAreKnown) {
  const store::testing::Folder folder;
  const auto columns = backtest::testing::walk(5, 500);
  const auto first = replay_paper(columns.view(), options(folder / "books.db"), kGoOn, {}).value();
  const auto again =
      replay_paper(columns.view(), options(folder / "books.db", 2), kGoOn, {}).value();
  EXPECT_TRUE(again.resumed);
  EXPECT_EQ(again.skipped_candles, 500U);
  EXPECT_EQ(again.summary.bars, 0U);
  EXPECT_EQ(again.summary.final_equity, first.summary.final_equity);
  EXPECT_EQ(again.account_commands_sha256, first.account_commands_sha256);
}

TEST(PaperReplay, StopsCleanlyBetweenCandlesAndGoesOnLater) {
  const store::testing::Folder folder;
  const auto columns = backtest::testing::walk(5, 9'000);
  const auto expected = backtest::run(columns.view(), {}, false).value().summary;
  std::atomic<bool> stop{false};
  const auto first =
      replay_paper(columns.view(), options(folder / "books.db"), stop, [&](std::size_t done) {
        stop = done > 0;
      }).value();
  EXPECT_TRUE(first.stopped);
  EXPECT_LT(first.summary.bars, 9'000U);
  const auto rest =
      replay_paper(columns.view(), options(folder / "books.db", 2), kGoOn, {}).value();
  EXPECT_FALSE(rest.stopped);
  EXPECT_EQ(rest.account_commands_sha256, expected.commands_sha256);
}

TEST(PaperReplay, KeepsThePortfolioWhenTheSettingsNameAnotherBalance) {
  const store::testing::Folder folder;
  const auto columns = backtest::testing::walk(5, 500);
  ASSERT_TRUE(replay_paper(columns.view(), options(folder / "books.db"), kGoOn, {}));
  auto richer = options(folder / "books.db", 2);
  richer.run.cash = core::Money::from_units(core::Int128{99'999} * core::kUnitsPerOne);
  const auto again = replay_paper(columns.view(), richer, kGoOn, {}).value();
  EXPECT_EQ(core::to_text(again.account_initial_cash), "1000");
}

TEST(PaperReplay, LeavesTheBooksAloneWhenOlderCandlesAreReplayed) {
  const store::testing::Folder folder;
  const auto columns = backtest::testing::walk(5, 500);
  const auto first = replay_paper(columns.view(), options(folder / "books.db"), kGoOn, {}).value();
  const auto older = columns.view().subseries(0, 200);
  const auto again = replay_paper(older, options(folder / "books.db", 2), kGoOn, {}).value();
  EXPECT_EQ(again.summary.final_equity, first.summary.final_equity);
  EXPECT_EQ(again.summary.initial_equity, first.summary.final_equity);
  EXPECT_TRUE(again.summary.fees.empty());
}

TEST(PaperReplay, RefusesCandlesThatTheAccountCannotGoOnWith) {
  const store::testing::Folder folder;
  const auto columns = backtest::testing::walk(5, 500);
  const auto part = columns.view().subseries(0, 300);
  ASSERT_TRUE(replay_paper(part, options(folder / "books.db"), kGoOn, {}));
  auto hourly = options(folder / "books.db", 2);
  hourly.run.interval = core::Duration::hours(1);
  EXPECT_EQ(replay_paper(columns.view(), hourly, kGoOn, {}).error().code, "replay.other_interval");
  auto shifted = columns;
  for (auto& time : shifted.open_time) time += 30'000'000;
  const auto overlap = replay_paper(shifted.view(), options(folder / "books.db", 3), kGoOn, {});
  ASSERT_FALSE(overlap);
  EXPECT_EQ(overlap.error().code, "replay.overlap");
  EXPECT_EQ(overlap.error().kind, core::ErrorKind::refused);
}

TEST(PaperReplay, SumsUpAResumedRunFromItsOwnBeginning) {
  const store::testing::Folder folder;
  const auto columns = backtest::testing::walk(5, 1'000);
  const auto whole = backtest::run(columns.view(), {}, false).value().summary;
  const auto first =
      replay_paper(columns.view().subseries(0, 600), options(folder / "books.db"), kGoOn, {})
          .value();
  const auto rest =
      replay_paper(columns.view(), options(folder / "books.db", 2), kGoOn, {}).value();
  EXPECT_EQ(rest.summary.bars, 400U);
  EXPECT_EQ(first.summary.fees.at("USDT") + rest.summary.fees.at("USDT"), whole.fees.at("USDT"));
  EXPECT_EQ(first.summary.closed_trades + rest.summary.closed_trades, whole.closed_trades);
  EXPECT_LT((rest.summary.initial_equity - first.summary.final_equity).approximate(), 0.5);
}

TEST(PaperReplay, RefusesASecondBotOnTheSameBooks) {
  const store::testing::Folder folder;
  const auto columns = backtest::testing::walk(5, 50);
  const auto writer = store::Database::open(folder / "books.db", store::Access::read_write);
  ASSERT_TRUE(writer);
  const auto second = replay_paper(columns.view(), options(folder / "books.db"), kGoOn, {});
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, "store.locked");
}

}  // namespace
}  // namespace atb::live
