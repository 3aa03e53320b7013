#include <array>
#include <atomic>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <new>

#include <malloc.h>

#include "common/protect.h"
#include "core/secret.h"

namespace {

/// Off until a secret is read: a backtest does not pay for it.
constinit std::atomic<bool> g_overwrites = false;

/// How far below a place the stack has been used at most: down to the end of its mapping, which the
/// kernel moves as it is used. What was never mapped is not touched.
std::size_t used_stack_below(std::uintptr_t place) {
  constexpr std::size_t kUnknown = std::size_t{256} << 10U;
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> maps{std::fopen("/proc/self/maps", "re"),
                                                             &std::fclose};
  if (!maps) return kUnknown;
  std::array<char, 512> line{};
  while (std::fgets(line.data(), line.size(), maps.get()) != nullptr) {
    char* end = nullptr;
    const std::uintptr_t low = std::strtoul(line.data(), &end, 16);
    const std::uintptr_t high = *end == '-' ? std::strtoul(end + 1, nullptr, 16) : 0;
    if (low <= place && place < high) return place - low;
  }
  return kUnknown;
}

#ifndef __SANITIZE_ADDRESS__
void release(void* block) noexcept {
  if (block != nullptr && g_overwrites.load(std::memory_order_relaxed))
    atb::core::wipe(block, malloc_usable_size(block));
  std::free(block);
}
#endif

}  // namespace

namespace atb::app {

void overwrite_freed_memory() {
  g_overwrites = true;
  // For what C code frees. glibc keeps small blocks aside without filling them, so this alone is
  // not enough: libcurl and OpenSSL are given functions of their own.
  constexpr int kFill = 0x5A;
  mallopt(M_PERTURB, kFill);
}

[[gnu::noinline]] void overwrite_used_stack() {
  if (!g_overwrites.load(std::memory_order_relaxed)) return;
  const std::size_t depth =
      used_stack_below(reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0)));
  // The frames of this function and of `wipe` take their part of it.
  constexpr std::size_t kOwnFrames = 4'096;
  if (depth > kOwnFrames) core::wipe(__builtin_alloca(depth - kOwnFrames), depth - kOwnFrames);
}

}  // namespace atb::app

// Every form that C++20 has. libstdc++'s `new` takes its memory from malloc and aligned_alloc, so
// that free() is right for all of them. AddressSanitizer needs its own.
#ifndef __SANITIZE_ADDRESS__
void operator delete(void* block) noexcept {
  release(block);
}
void operator delete[](void* block) noexcept {
  release(block);
}
void operator delete(void* block, std::size_t) noexcept {
  release(block);
}
void operator delete[](void* block, std::size_t) noexcept {
  release(block);
}
void operator delete(void* block, std::align_val_t) noexcept {
  release(block);
}
void operator delete[](void* block, std::align_val_t) noexcept {
  release(block);
}
void operator delete(void* block, std::size_t, std::align_val_t) noexcept {
  release(block);
}
void operator delete[](void* block, std::size_t, std::align_val_t) noexcept {
  release(block);
}
void operator delete(void* block, const std::nothrow_t&) noexcept {
  release(block);
}
void operator delete[](void* block, const std::nothrow_t&) noexcept {
  release(block);
}
void operator delete(void* block, std::align_val_t, const std::nothrow_t&) noexcept {
  release(block);
}
void operator delete[](void* block, std::align_val_t, const std::nothrow_t&) noexcept {
  release(block);
}
#endif
