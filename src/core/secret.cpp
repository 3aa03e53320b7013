#include "core/secret.h"

#include <cstring>

#include <fmt/format.h>

namespace atb::core {

void wipe(void* data, std::size_t size) noexcept {
  explicit_bzero(data, size);
}

bool SecretString::equals(const SecretString& other) const noexcept {
  if (size() != other.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < bytes_.size(); ++i)
    difference |= static_cast<unsigned>(bytes_[i] ^ other.bytes_[i]) & 0xFFU;
  return difference == 0;
}

std::string SecretString::masked() const {
  constexpr std::size_t kShown = 4;
  constexpr std::size_t kLongEnough = 16;
  const std::string_view tail =
      size() >= kLongEnough ? reveal().substr(size() - kShown) : std::string_view{};
  return fmt::format("****{} ({} characters)", tail, size());
}

}  // namespace atb::core
