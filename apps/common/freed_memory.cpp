#include <array>
#include <atomic>
#include <cstdlib>
#include <new>

#include <malloc.h>

#include "common/protect.h"
#include "core/secret.h"

namespace {

/// Off until a secret is read: a backtest does not pay for it.
constinit std::atomic<bool> g_overwrites = false;

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
  constexpr std::size_t kDeepest = std::size_t{256} << 10U;
  std::array<char, kDeepest> below;
  core::wipe(below.data(), below.size());
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
