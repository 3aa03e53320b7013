#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <new>

#include <malloc.h>
#include <sys/mman.h>

#include "common/protect.h"
#include "core/secret.h"

namespace {

/// Off until a secret is read: a backtest does not pay for it.
constinit std::atomic<bool> g_overwrites = false;

/// How far below a place the stack has been used: down to its lowest page that is in memory, so
/// that the others stay out of it.
std::size_t used_stack_below(const char* place) {
  constexpr std::size_t kPage = 4'096;
  constexpr std::size_t kPagesMax = 256;
  const auto* page = place - reinterpret_cast<std::uintptr_t>(place) % kPage;
  std::size_t deepest = 0;
  for (std::size_t i = 1; i <= kPagesMax; ++i) {
    page -= kPage;
    unsigned char in_memory = 0;
    if (::mincore(const_cast<char*>(page), kPage, &in_memory) != 0) break;  // not mapped: the end
    if ((in_memory & 1U) != 0) deepest = static_cast<std::size_t>(place - page);
  }
  return deepest;
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
  const std::size_t depth = used_stack_below(static_cast<const char*>(__builtin_frame_address(0)));
  if (depth > 0) core::wipe(__builtin_alloca(depth), depth);
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
