#include "net/wiping_memory.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include <malloc.h>

#include "core/secret.h"

namespace atb::net {

void wiping_free(void* block) noexcept {
  if (block != nullptr) core::wipe(block, malloc_usable_size(block));
  std::free(block);
}

void* wiping_realloc(void* block, std::size_t size) noexcept {
  if (block == nullptr) return std::malloc(size);
  if (size == 0) {
    wiping_free(block);
    return nullptr;
  }
  void* const moved = std::malloc(size);
  if (moved == nullptr) return nullptr;
  std::memcpy(moved, block, std::min(size, malloc_usable_size(block)));
  wiping_free(block);
  return moved;
}

}  // namespace atb::net
