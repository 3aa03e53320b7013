#include "history/data_directory.h"

#include <map>

#include <gtest/gtest.h>

#include "history/support/fixture.h"

namespace atb::history {
namespace {

EnvironmentLookup environment(std::map<std::string, std::string, std::less<>> values) {
  return [values = std::move(values)](std::string_view name) -> std::optional<std::string> {
    const auto found = values.find(name);
    if (found == values.end()) return {};
    return found->second;
  };
}

TEST(DataDirectory, IsTheSystemsWhereItCanBeUsed) {
  const test::Folder folder;
  EXPECT_EQ(default_data_directory(environment({{"HOME", "/home/a"}}), folder.path()),
            folder.path());
}

TEST(DataDirectory, IsTheUsersWhereTheSystemHasNone) {
  const test::Folder folder;
  const auto chosen = [&](std::map<std::string, std::string, std::less<>> values) {
    return default_data_directory(environment(std::move(values)), folder / "none").value();
  };
  EXPECT_EQ(chosen({{"HOME", "/home/a"}, {"XDG_DATA_HOME", "/data"}}), "/data/ai-trading-bot");
  EXPECT_EQ(chosen({{"HOME", "/home/a"}}), "/home/a/.local/share/ai-trading-bot");
  EXPECT_EQ(chosen({{"HOME", "/home/a"}, {"XDG_DATA_HOME", "relative"}}),
            "/home/a/.local/share/ai-trading-bot");
}

TEST(DataDirectory, IsRefusedWithoutAHome) {
  const test::Folder folder;
  const auto outcome = default_data_directory(environment({}), folder / "none");
  ASSERT_FALSE(outcome);
  EXPECT_EQ(core::exit_code(outcome.error().kind), 2);
}

}  // namespace
}  // namespace atb::history
