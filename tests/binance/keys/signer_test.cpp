#include "binance/keys/signer.h"

#include <string>

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

namespace atb::binance {
namespace {

Signer signer_of(std::string_view secret) {
  auto signer = Signer::create(core::SecretString{secret});
  EXPECT_TRUE(signer.has_value());
  return std::move(*signer);
}

// The example pair and payloads of Binance's API documentation.
constexpr auto kHmacSecret = "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j";
constexpr auto kEd25519Secret = "MC4CAQAwBQYDK2VwBCIEIIJEYWtGBrhACmb9Dvy+qa8WEf0lQOl1s4CLIAB9m89u";

TEST(Signer, SignsWithAnHmacSecretAsBinanceDocuments) {
  Signer signer = signer_of(kHmacSecret);
  EXPECT_EQ(signer.sign("timestamp=1578963600000"),
            "d84e6641b1e328e7b418fff030caed655c266299c9355e36ce801ed14631eed4");
  EXPECT_EQ(signer.sign("symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1&"
                        "recvWindow=5000&timestamp=1499827319559"),
            "c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71");
  EXPECT_EQ(signer.sign("symbol=%EF%BC%91%EF%BC%92%EF%BC%93%EF%BC%94%EF%BC%95%EF%BC%96&side=BUY&"
                        "type=LIMIT&timeInForce=GTC&quantity=1&price=0.1&recvWindow=5000&"
                        "timestamp=1499827319559"),
            "e1353ec6b14d888f1164ae9af8228a3dbd508bc82eb867db8ab6046442f33ef3");
}

TEST(Signer, SignsWithAnEd25519KeyAsBinanceDocuments) {
  Signer signer = signer_of(kEd25519Secret);
  EXPECT_EQ(signer.sign("A\001EXAMPLE\001SPOT\0011\00120240627-11:17:25.223"),
            "4MHXelVVcpkdwuLbl6n73HQUXUf1dse2PCgT1DYqW9w8AVZ1RACFGM+5UdlGPrQHrgtS3CvsRURC1oj73j8gCA"
            "==");
  EXPECT_EQ(signer.sign("symbol=BTCUSDT&side=SELL&type=LIMIT&timeInForce=GTC&quantity=1&price=0.2&"
                        "timestamp=1668481559918&recvWindow=5000"),
            "inDT086KVIP8vgUfw5sV3VTkescWztiAGlf4x8FLKHM4NInsn0c1kYVLoGMO8cyjfR6vmTku2YQE0gtfVVlfCw"
            "==");
}

std::string base64(const std::string& bytes) {
  std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');
  text.resize(static_cast<std::size_t>(EVP_EncodeBlock(
      reinterpret_cast<unsigned char*>(text.data()),
      reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()))));
  return text;
}

std::string der_of(EVP_PKEY* key) {
  PKCS8_PRIV_KEY_INFO* const info = EVP_PKEY2PKCS8(key);
  unsigned char* bytes = nullptr;
  const int size = i2d_PKCS8_PRIV_KEY_INFO(info, &bytes);
  std::string der(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
  OPENSSL_free(bytes);
  PKCS8_PRIV_KEY_INFO_free(info);
  return der;
}

TEST(Signer, SignsWithAnRsaKeySoThatItsPublicKeyVerifies) {
  EVP_PKEY* const key = EVP_RSA_gen(2048);
  Signer signer = signer_of(base64(der_of(key)));
  const std::string payload = "timestamp=1578963600000";
  std::string bytes(signer.sign(payload).size(), '\0');
  const std::string text = signer.sign(payload);
  const int size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                                   reinterpret_cast<const unsigned char*>(text.data()),
                                   static_cast<int>(text.size()));
  ASSERT_GE(size, 256);
  EVP_MD_CTX* const context = EVP_MD_CTX_new();
  EVP_DigestVerifyInit(context, nullptr, EVP_sha256(), nullptr, key);
  EXPECT_EQ(
      EVP_DigestVerify(context, reinterpret_cast<const unsigned char*>(bytes.data()), 256,
                       reinterpret_cast<const unsigned char*>(payload.data()), payload.size()),
      1);
  EVP_MD_CTX_free(context);
  EVP_PKEY_free(key);
}

TEST(Signer, RefusesWhatItCannotSignWith) {
  EXPECT_EQ(Signer::create(core::SecretString{}).error().code, "binance.secret_unusable");
  EVP_PKEY* const curve = EVP_EC_gen("P-256");
  const auto other = Signer::create(core::SecretString{base64(der_of(curve))});
  EVP_PKEY_free(curve);
  ASSERT_FALSE(other.has_value());
  EXPECT_EQ(other.error().code, "binance.secret_unusable");
}

TEST(PercentEncode, LeavesOnlyUnreservedCharacters) {
  EXPECT_EQ(percent_encode("aZ9-_.~"), "aZ9-_.~");
  EXPECT_EQ(percent_encode("a+b/c= \xC3\xA4"), "a%2Bb%2Fc%3D%20%C3%A4");
}

}  // namespace
}  // namespace atb::binance
