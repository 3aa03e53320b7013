#include "net/wiping_memory.h"

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace atb::net {
namespace {

TEST(WipingMemory, KeepsTheContentOfABlockThatGrowsOrShrinks) {
  const std::string text(100, 'x');
  auto* block = static_cast<char*>(wiping_realloc(nullptr, text.size()));
  ASSERT_NE(block, nullptr);
  std::memcpy(block, text.data(), text.size());
  block = static_cast<char*>(wiping_realloc(block, 100'000));
  ASSERT_NE(block, nullptr);
  EXPECT_EQ(std::string_view(block, text.size()), text);
  block = static_cast<char*>(wiping_realloc(block, 10));
  ASSERT_NE(block, nullptr);
  EXPECT_EQ(std::string_view(block, 10), text.substr(0, 10));
  EXPECT_EQ(wiping_realloc(block, 0), nullptr);
}

TEST(WipingMemory, TakesNothingForNothing) {
  wiping_free(nullptr);
  void* const block = wiping_realloc(nullptr, 8);
  EXPECT_NE(block, nullptr);
  wiping_free(block);
}

// glibc hands the block that was freed last to the next one who asks for its size. An allocator
// that does not (AddressSanitizer's) leaves nothing to look at.
TEST(WipingMemory, ZeroesSmallBlocks) {
  constexpr std::size_t kSize = 64;
  constexpr std::size_t kLinks = 16;  // glibc's own, in a block that is free
  for (const bool moves : {false, true}) {
    auto* const block = static_cast<char*>(std::malloc(kSize));
    ASSERT_NE(block, nullptr);
    std::memset(block, 'x', kSize);
    const auto place = reinterpret_cast<std::uintptr_t>(block);
    if (moves)
      wiping_free(wiping_realloc(block, 4 * kSize));
    else
      wiping_free(block);
    auto* const next = static_cast<char*>(std::malloc(kSize));
    if (reinterpret_cast<std::uintptr_t>(next) == place) {
      EXPECT_EQ(std::string_view(next, kSize).find('x', kLinks), std::string_view::npos);
    }
    std::free(next);
  }
}

}  // namespace
}  // namespace atb::net
