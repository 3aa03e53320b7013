#include "binance/keys/signer.h"

#include <array>
#include <optional>
#include <stdexcept>
#include <vector>

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/x509.h>

namespace atb::binance {
namespace {

struct Free {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  void operator()(EVP_MAC_CTX* context) const { EVP_MAC_CTX_free(context); }
};
using PrivateKey = std::unique_ptr<EVP_PKEY, Free>;
using MacContext = std::unique_ptr<EVP_MAC_CTX, Free>;

void check(bool done) {
  if (!done) throw std::runtime_error{"OpenSSL cannot sign"};
}

/// The bytes of base64 on one line; nothing when it is none.
std::optional<core::SecretBuffer> decode_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  core::SecretBuffer bytes(text.size() / 4 * 3);
  const int length = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                                     reinterpret_cast<const unsigned char*>(text.data()),
                                     static_cast<int>(text.size()));
  if (length < 0) return std::nullopt;
  while (!text.empty() && text.ends_with('=')) {
    bytes.pop_back();
    text.remove_suffix(1);
  }
  return bytes;
}

/// An HMAC secret decodes as base64 too, but not to a private key.
PrivateKey private_key_in(std::string_view secret) {
  const auto bytes = decode_base64(secret);
  if (!bytes || bytes->empty()) return nullptr;
  const auto* at = reinterpret_cast<const unsigned char*>(bytes->data());
  return PrivateKey{d2i_AutoPrivateKey(nullptr, &at, static_cast<long>(bytes->size()))};
}

MacContext hmac_with(std::string_view secret) {
  EVP_MAC* const hmac = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
  MacContext context{EVP_MAC_CTX_new(hmac)};
  EVP_MAC_free(hmac);
  std::string digest{"SHA256"};
  const std::array<OSSL_PARAM, 2> parameters{
      OSSL_PARAM_construct_utf8_string("digest", digest.data(), 0), OSSL_PARAM_construct_end()};
  check(context != nullptr &&
        EVP_MAC_init(context.get(), reinterpret_cast<const unsigned char*>(secret.data()),
                     secret.size(), parameters.data()) == 1);
  return context;
}

const unsigned char* as_bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

struct Signer::Key {
  PrivateKey private_key;
  MacContext hmac;  ///< keyed; set back for each payload instead of being keyed again

  std::string hmac_of(std::string_view payload) const {
    std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
    std::size_t size = 0;
    check(EVP_MAC_init(hmac.get(), nullptr, 0, nullptr) == 1 &&
          EVP_MAC_update(hmac.get(), as_bytes(payload), payload.size()) == 1 &&
          EVP_MAC_final(hmac.get(), mac.data(), &size, mac.size()) == 1);
    constexpr std::string_view kHex = "0123456789abcdef";
    std::string digits(2 * size, '0');
    for (std::size_t i = 0; i < size; ++i) {
      digits[2 * i] = kHex[mac[i] >> 4U];
      digits[2 * i + 1] = kHex[mac[i] & 15U];
    }
    return digits;
  }

  std::string signature_of(std::string_view payload) const {
    const std::unique_ptr<EVP_MD_CTX, Free> context{EVP_MD_CTX_new()};
    const EVP_MD* const digest =
        EVP_PKEY_is_a(private_key.get(), "ED25519") == 1 ? nullptr : EVP_sha256();
    std::size_t size = 0;
    check(EVP_DigestSignInit(context.get(), nullptr, digest, nullptr, private_key.get()) == 1 &&
          EVP_DigestSign(context.get(), nullptr, &size, as_bytes(payload), payload.size()) == 1);
    std::vector<unsigned char> bytes(size);
    check(EVP_DigestSign(context.get(), bytes.data(), &size, as_bytes(payload), payload.size()) ==
          1);
    std::string text((size + 2) / 3 * 4 + 1, '\0');
    text.resize(static_cast<std::size_t>(EVP_EncodeBlock(
        reinterpret_cast<unsigned char*>(text.data()), bytes.data(), static_cast<int>(size))));
    return text;
  }
};

core::Result<Signer> Signer::create(const core::SecretString& secret) {
  if (secret.empty())
    return core::fail(core::ErrorKind::settings, "binance.secret_unusable",
                      "BINANCE_API_SECRET is empty", "Copy it from API Management at Binance.");
  auto key = std::make_unique<Key>();
  key->private_key = private_key_in(secret.reveal());
  if (key->private_key == nullptr) {
    key->hmac = hmac_with(secret.reveal());
  } else if (EVP_PKEY_is_a(key->private_key.get(), "ED25519") != 1 &&
             EVP_PKEY_is_a(key->private_key.get(), "RSA") != 1) {
    return core::fail(core::ErrorKind::settings, "binance.secret_unusable",
                      "BINANCE_API_SECRET is a private key that is neither RSA nor Ed25519",
                      "Make an Ed25519 key: openssl genpkey -algorithm ed25519");
  }
  return Signer{std::move(key)};
}

Signer::Signer(std::unique_ptr<Key> key) : key_{std::move(key)} {}
Signer::Signer(Signer&&) noexcept = default;
Signer& Signer::operator=(Signer&&) noexcept = default;
Signer::~Signer() = default;

std::string Signer::sign(std::string_view payload) {
  return key_->private_key ? key_->signature_of(payload) : key_->hmac_of(payload);
}

std::string percent_encode(std::string_view text) {
  constexpr std::string_view kUnreserved =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";
  std::string encoded;
  for (const char letter : text)
    if (kUnreserved.find(letter) != std::string_view::npos)
      encoded += letter;
    else
      encoded += fmt::format("%{:02X}", static_cast<unsigned char>(letter));
  return encoded;
}

}  // namespace atb::binance
