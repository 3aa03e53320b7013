#include "binance_simulator/access/api_key.h"

#include <algorithm>
#include <array>
#include <optional>

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/x509.h>

namespace atb::binance_simulator {
namespace {

struct Free {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

const unsigned char* as_bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

/// Nothing for text that is no base64.
std::optional<std::vector<unsigned char>> decode_base64(std::string_view text) {
  if (text.empty() || text.size() % 4 != 0) return std::nullopt;
  std::vector<unsigned char> bytes(text.size() / 4 * 3);
  if (EVP_DecodeBlock(bytes.data(), as_bytes(text), static_cast<int>(text.size())) < 0)
    return std::nullopt;
  for (; text.ends_with('='); text.remove_suffix(1)) bytes.pop_back();
  return bytes;
}

/// The base64 of a PEM file, without armour and line ends.
std::string body_of(std::string_view pem) {
  std::string body;
  while (!pem.empty()) {
    const auto line = pem.substr(0, pem.find('\n'));
    pem.remove_prefix(std::min(line.size() + 1, pem.size()));
    if (line.starts_with("-----")) continue;
    std::copy_if(line.begin(), line.end(), std::back_inserter(body),
                 [](char c) { return c != ' ' && c != '\r' && c != '\t'; });
  }
  return body;
}

std::string lower_case(std::string_view text) {
  std::string lower{text};
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'F' ? static_cast<char>(c + 32) : c; });
  return lower;
}

std::string hmac_digits(std::string_view secret, std::string_view payload) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
  unsigned size = 0;
  HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()), as_bytes(payload),
       payload.size(), mac.data(), &size);
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string digits;
  for (unsigned i = 0; i < size; ++i) {
    digits += kDigits[mac[i] >> 4U];
    digits += kDigits[mac[i] & 15U];
  }
  return digits;
}

}  // namespace

struct Verifier::Material {
  core::SecretString secret;
  std::unique_ptr<EVP_PKEY, Free> key;
};

Verifier::Verifier(Kind kind, std::unique_ptr<Material> material)
    : kind_{kind}, material_{std::move(material)} {}
Verifier::Verifier(Verifier&&) noexcept = default;
Verifier& Verifier::operator=(Verifier&&) noexcept = default;
Verifier::~Verifier() = default;

Verifier Verifier::hmac(core::SecretString secret) {
  auto material = std::make_unique<Material>();
  material->secret = std::move(secret);
  return Verifier{Kind::hmac, std::move(material)};
}

core::Result<Verifier> Verifier::asymmetric(std::string_view public_key) {
  auto material = std::make_unique<Material>();
  if (const auto bytes = decode_base64(body_of(public_key))) {
    const unsigned char* at = bytes->data();
    material->key.reset(d2i_PUBKEY(nullptr, &at, static_cast<long>(bytes->size())));
  }
  const EVP_PKEY* const key = material->key.get();
  if (key != nullptr && EVP_PKEY_is_a(key, "RSA") == 1)
    return Verifier{Kind::rsa, std::move(material)};
  if (key != nullptr && EVP_PKEY_is_a(key, "ED25519") == 1)
    return Verifier{Kind::ed25519, std::move(material)};
  return core::fail(core::ErrorKind::usage, "simulator.bad_public_key",
                    "a public_key is no RSA or Ed25519 key in PEM",
                    "Write the public half: openssl pkey -in KEY.pem -pubout");
}

bool Verifier::accepts(std::string_view payload, std::string_view signature) const {
  if (kind_ == Kind::hmac)
    return core::SecretString{hmac_digits(material_->secret.reveal(), payload)}.equals(
        core::SecretString{lower_case(signature)});
  const auto bytes = decode_base64(signature);
  if (!bytes) return false;
  const std::unique_ptr<EVP_MD_CTX, Free> context{EVP_MD_CTX_new()};
  const EVP_MD* const digest = kind_ == Kind::rsa ? EVP_sha256() : nullptr;
  return EVP_DigestVerifyInit(context.get(), nullptr, digest, nullptr, material_->key.get()) == 1 &&
         EVP_DigestVerify(context.get(), bytes->data(), bytes->size(), as_bytes(payload),
                          payload.size()) == 1;
}

}  // namespace atb::binance_simulator
