#include "aws/signing/digest.h"

#include <array>
#include <stdexcept>

#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace atb::aws {
namespace {

constexpr std::size_t kDigestBytes = 32;

}  // namespace

std::string to_hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += kDigits[byte >> 4U];
    text += kDigits[byte & 0xFU];
  }
  return text;
}

std::string sha256_hex(std::string_view bytes) {
  std::array<unsigned char, kDigestBytes> digest{};
  unsigned size = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1)
    throw std::runtime_error{"SHA-256 is not available"};
  return to_hex({reinterpret_cast<const char*>(digest.data()), size});
}

core::SecretBuffer hmac_sha256(std::string_view key, std::string_view message) {
  core::SecretBuffer digest(kDigestBytes);
  unsigned size = 0;
  const auto* const done =
      HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
           reinterpret_cast<const unsigned char*>(message.data()), message.size(),
           reinterpret_cast<unsigned char*>(digest.data()), &size);
  if (done == nullptr || size != kDigestBytes) throw std::runtime_error{"HMAC is not available"};
  return digest;
}

}  // namespace atb::aws
