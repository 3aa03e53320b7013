#include "core/secret.h"

#include <array>
#include <concepts>
#include <cstdlib>
#include <cstring>
#include <new>
#include <ostream>
#include <type_traits>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <malloc.h>

namespace {

constexpr std::string_view kCanary = "canary-7Qf2-never-in-freed-memory-0123456789";
bool g_watching = false;
int g_leaks = 0;

void release(void* block) noexcept {
  if (block != nullptr && g_watching &&
      memmem(block, malloc_usable_size(block), kCanary.data(), kCanary.size()) != nullptr)
    ++g_leaks;
  std::free(block);
}

}  // namespace

// The allocator of this test program: counts freed blocks that still hold the canary.
void* operator new(std::size_t size) {
  if (void* block = std::malloc(size)) return block;
  throw std::bad_alloc{};
}
void operator delete(void* block) noexcept {
  release(block);
}
void operator delete(void* block, std::size_t) noexcept {
  release(block);
}

namespace atb::core {
namespace {

template <class T>
concept Streamable = requires(std::ostream& out, const T& value) {
  out << value;
};
template <class T>
concept Equatable = requires(const T& a, const T& b) {
  a == b;
};

static_assert(!std::copy_constructible<SecretString> && !std::is_copy_assignable_v<SecretString>);
static_assert(std::is_nothrow_move_constructible_v<SecretString>);
static_assert(!fmt::is_formattable<SecretString>::value && !Streamable<SecretString>);
static_assert(!Equatable<SecretString>);
static_assert(!std::convertible_to<SecretString, std::string_view>);
static_assert(!std::convertible_to<SecretString, std::string>);
static_assert(!std::convertible_to<std::string, SecretString>);

/// Runs `body` and returns how many blocks it freed with the canary in them.
template <class Body>
int leaks_of(const Body& body) {
  g_leaks = 0;
  g_watching = true;
  body();
  g_watching = false;
  return g_leaks;
}

/// Makes the compiler believe that the bytes are read, so that it keeps the writes.
void use(const void* data) {
  asm volatile("" : : "r"(data) : "memory");
}

TEST(SecretProbe, SeesAPlainStringThatWasFreed) {
  EXPECT_EQ(leaks_of([] {
              const std::string plain{kCanary};
              use(plain.data());
            }),
            1);
}

TEST(SecretString, IsWipedWhenItGoes) {
  EXPECT_EQ(leaks_of([] {
              const SecretString secret{kCanary};
              use(secret.reveal().data());
              ASSERT_EQ(secret.reveal(), kCanary);
            }),
            0);
}

TEST(SecretString, IsWipedWhenItIsReplacedMovedOrCloned) {
  EXPECT_EQ(leaks_of([] {
              SecretString secret{kCanary};
              const SecretString copy = secret.clone();
              use(copy.reveal().data());
              SecretString moved = std::move(secret);
              use(moved.reveal().data());
              moved = SecretString{"x"};
              ASSERT_EQ(moved.reveal(), "x");
            }),
            0);
}

TEST(SecretString, IsWipedWhenAnExceptionPasses) {
  const auto body = [] {
    const SecretString secret{kCanary};
    use(secret.reveal().data());
    throw 1;
  };
  EXPECT_EQ(leaks_of([&] { EXPECT_THROW(body(), int); }), 0);
}

TEST(SecretBuffer, LeavesNothingBehindWhileItGrows) {
  EXPECT_EQ(leaks_of([] {
              SecretBuffer buffer(kCanary.begin(), kCanary.end());
              for (int i = 0; i < 1'000; ++i) buffer.push_back('x');
              use(buffer.data());
              const SecretString secret{std::move(buffer)};
              ASSERT_TRUE(secret.reveal().starts_with(kCanary));
            }),
            0);
}

TEST(SecretString, LeavesAMovedFromValueEmpty) {
  SecretString from{"abc"};
  const SecretString to{std::move(from)};
  EXPECT_TRUE(from.empty());
  EXPECT_EQ(to.size(), 3U);
}

TEST(SecretString, ShowsItsEndOnlyWhenItIsLong) {
  EXPECT_EQ(SecretString{"0123456789abcdef"}.masked(), "****cdef (16 characters)");
  EXPECT_EQ(SecretString{"0123456789abcde"}.masked(), "**** (15 characters)");
  EXPECT_EQ(SecretString{}.masked(), "**** (0 characters)");
}

TEST(SecretString, IsEqualByValueOnly) {
  const SecretString secret{"hunter2"};
  EXPECT_TRUE(secret.equals(SecretString{"hunter2"}));
  EXPECT_TRUE(secret.equals(secret.clone()));
  EXPECT_FALSE(secret.equals(SecretString{"hunter3"}));
  EXPECT_FALSE(secret.equals(SecretString{"hunter"}));
  EXPECT_FALSE(secret.equals(SecretString{}));
  EXPECT_TRUE(SecretString{}.equals(SecretString{""}));
}

TEST(Wipe, ZeroesEveryByteItWasGivenAndNoOther) {
  std::array<char, 5> bytes{'a', 'b', 'c', 'd', 'e'};
  wipe(bytes.data() + 1, 3);
  EXPECT_EQ(bytes, (std::array<char, 5>{'a', 0, 0, 0, 'e'}));
}

}  // namespace
}  // namespace atb::core
