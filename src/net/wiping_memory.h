#pragma once

#include <cstddef>

/// free and realloc for C libraries that secrets pass through: what is given back is zeroed first,
/// blocks of every size. For memory of malloc, calloc and strdup.
namespace atb::net {

void wiping_free(void* block) noexcept;

/// As realloc, but the content always moves, so that the old block can be zeroed.
/// @return null when there is no memory (the old block stays), or when `size` is 0 (it is freed)
[[nodiscard]] void* wiping_realloc(void* block, std::size_t size) noexcept;

}  // namespace atb::net
