#include "history/mapped_candles.h"

#include <limits>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "history/candle_writer.h"
#include "history/hdf5_handle.h"
#include "history/support/fixture.h"

namespace atb::history {
namespace {

using test::Folder;
using ::testing::HasSubstr;

const StoredInfo kInfo{"BTCUSDT", core::Duration::minutes(1), "test", 0};

std::filesystem::path stored(const Folder& folder, const market::CandleColumns& candles) {
  const auto path = folder / "f.h5";
  EXPECT_TRUE(write_candles(path, candles.view(), kInfo));
  return path;
}

core::Error refusal(const std::filesystem::path& path) {
  const auto candles = MappedCandles::open(path);
  EXPECT_FALSE(candles) << path;
  return candles ? core::Error{} : candles.error();
}

TEST(MappedCandles, KeepTheirColumnsWhenMovedAndWhenTheFileIsReplaced) {
  const Folder folder;
  const auto candles = test::full_minutes(1, 2'000);
  const auto path = stored(folder, candles);
  auto first = MappedCandles::open(path).value();
  std::filesystem::remove(path);
  const auto second = std::move(first);
  test::expect_same(second.view(), candles.view());
  EXPECT_TRUE(first.view().empty());
}

TEST(MappedCandles, LieOnPageBorders) {
  const Folder folder;
  const auto mapped = MappedCandles::open(stored(folder, test::minutes(1, 3))).value();
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(mapped.view().close.data()) % 4'096, 0U);
}

TEST(MappedCandles, RefuseAFileThatIsMissingForeignOrOfAnotherVersion) {
  const Folder folder;
  EXPECT_EQ(core::exit_code(refusal(folder / "missing.h5").kind), 5);
  test::put(folder / "text.h5", "open_time_ms,open");
  EXPECT_EQ(refusal(folder / "text.h5").code, "store.damaged");
  const auto foreign = folder / "foreign.h5";
  Hdf5Handle other{H5Fcreate(foreign.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT), H5Fclose};
  ASSERT_TRUE(other.close());
  EXPECT_EQ(refusal(foreign).code, "store.foreign");

  const auto path = stored(folder, test::minutes(1, 3));
  Hdf5Handle file{H5Fopen(path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT), H5Fclose};
  Hdf5Handle version{H5Aopen(file.id(), "format_version", H5P_DEFAULT), H5Aclose};
  const std::int64_t next = kStoreVersion + 1;
  ASSERT_GE(H5Awrite(version.id(), H5T_NATIVE_INT64, &next), 0);
  ASSERT_TRUE(version.close() && file.close());
  EXPECT_THAT(refusal(path).message, HasSubstr("format version 2"));
}

TEST(MappedCandles, RefuseAFileThatIsCutAnywhere) {
  const Folder folder;
  const std::string whole = test::get(stored(folder, test::minutes(1, 300)));
  for (std::size_t length = 0; length < whole.size(); length += 1'000) {
    test::put(folder / "cut.h5", whole.substr(0, length));
    EXPECT_EQ(core::exit_code(refusal(folder / "cut.h5").kind), 2) << length;
  }
}

TEST(MappedCandles, RefuseColumnsThatDoNotFitTogether) {
  const Folder folder;
  auto uneven = test::minutes(1, 300);
  uneven.low.pop_back();
  EXPECT_THAT(refusal(stored(folder, uneven)).message, HasSubstr("column low has 299 rows"));
  auto missing = test::minutes(1, 300);
  missing.close.clear();
  EXPECT_THAT(refusal(stored(folder, missing)).message, HasSubstr("column close"));
  auto disordered = test::minutes(1, 300);
  std::swap(disordered.open_time[10], disordered.open_time[11]);
  EXPECT_THAT(refusal(stored(folder, disordered)).message, HasSubstr("do not ascend"));
}

TEST(MappedCandles, RefuseOpenTimesThatNoCandleFileMayHold) {
  using Limits = std::numeric_limits<std::int64_t>;
  const Folder folder;
  const auto with_times = [&](std::int64_t first, std::int64_t last) {
    auto candles = test::minutes(1, 2);
    candles.open_time = {first, last};
    return stored(folder, candles);
  };
  constexpr std::int64_t kLatest = market::kOpenTimeMax.us();
  EXPECT_TRUE(MappedCandles::open(with_times(0, kLatest)));
  for (const auto& [first, last] : {std::pair{std::int64_t{-1}, kLatest},
                                    {std::int64_t{0}, kLatest + 1},
                                    {Limits::min(), Limits::max()}}) {
    const auto error = refusal(with_times(first, last));
    EXPECT_EQ(error.code, "store.damaged");
    EXPECT_THAT(error.message, HasSubstr("open time"));
  }
}

TEST(MappedCandles, RefuseAColumnThatCannotBeMapped) {
  const Folder folder;
  const auto path = stored(folder, test::minutes(1, 300));
  Hdf5Handle file{H5Fopen(path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT), H5Fclose};
  ASSERT_GE(H5Ldelete(file.id(), "close", H5P_DEFAULT), 0);
  const hsize_t rows = 300;
  Hdf5Handle space{H5Screate_simple(1, &rows, nullptr), H5Sclose};
  Hdf5Handle dataset{H5Dcreate2(file.id(), "close", H5T_STD_I32LE, space.id(), H5P_DEFAULT,
                                H5P_DEFAULT, H5P_DEFAULT),
                     H5Dclose};
  ASSERT_TRUE(dataset && dataset.close() && file.close());
  EXPECT_THAT(refusal(path).message, HasSubstr("column close: another type of number"));
}

TEST(MappedCandles, TellByTheChecksumThatAValueHasChanged) {
  const Folder folder;
  const auto path = stored(folder, test::minutes(1, 300));
  Hdf5Handle file{H5Fopen(path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT), H5Fclose};
  Hdf5Handle dataset{H5Dopen2(file.id(), "volume", H5P_DEFAULT), H5Dclose};
  const std::vector<double> other(300, 7.0);
  ASSERT_GE(H5Dwrite(dataset.id(), H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, other.data()),
            0);
  ASSERT_TRUE(dataset.close() && file.close());
  const auto candles = MappedCandles::open(path).value();
  ASSERT_FALSE(candles.verify_checksum());
  EXPECT_EQ(candles.verify_checksum().error().code, "store.damaged");
}

}  // namespace
}  // namespace atb::history
