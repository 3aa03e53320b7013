#include "history/text_source.h"

#include <string>

#include <gtest/gtest.h>

#include "history/support/fixture.h"

namespace atb::history {
namespace {

TEST(TextSource, TellsThePackingByTheContentAndNotByTheName) {
  const test::Folder folder;
  test::put(folder / "a.zip", "plain");
  test::put(folder / "b.csv", test::gzip("text"));
  test::put_zip(folder / "c.gz", {"c.csv"}, "text");
  EXPECT_EQ(open_text(folder / "a.zip")->packing, Packing::none);
  EXPECT_EQ(open_text(folder / "b.csv")->packing, Packing::gzip);
  EXPECT_EQ(open_text(folder / "c.gz")->packing, Packing::zip);
}

TEST(TextSource, ExpectsNoMoreTextThanAFileOfItsSizeCanHold) {
  const test::Folder folder;
  const std::string text(50'000, 'x');
  std::string packed = test::gzip(text);
  packed.replace(packed.size() - 4, 4, "\xFF\xFF\xFF\xFF");  // claims 4 GiB
  test::put(folder / "lie", packed);
  EXPECT_LT(open_text(folder / "lie")->bytes_expected, 20 * packed.size());
  test::put(folder / "plain", text);
  EXPECT_EQ(open_text(folder / "plain")->bytes_expected, text.size());
}

TEST(TextSource, EndsWithTheErrorOfItsReader) {
  const test::Folder folder;
  for (const auto& bytes : {std::string{"text"}, test::gzip("text")}) {
    test::put(folder / "f", bytes);
    const auto source = open_text(folder / "f");
    const auto outcome = read_text(*source, [](std::string_view text) -> core::Result<void> {
      EXPECT_EQ(text, "text");
      return core::fail(core::ErrorKind::usage, "enough", "enough");
    });
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, "enough");
  }
}

}  // namespace
}  // namespace atb::history
