#include "backtest/command_hash.h"

#include <array>
#include <stdexcept>

#include <fmt/format.h>
#include <openssl/evp.h>

namespace atb::backtest {
namespace {

constexpr std::size_t kFlushBytes = 16 * 1024;

void require(int done) {
  if (done != 1) throw std::runtime_error{"SHA-256 is not available from OpenSSL"};
}

}  // namespace

struct CommandHash::State {
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(),
                                                                  &EVP_MD_CTX_free};
  std::vector<std::uint8_t> pending;
};

CommandHash::CommandHash() : state_{std::make_unique<State>()} {
  require(EVP_DigestInit_ex(state_->context.get(), EVP_sha256(), nullptr));
  state_->pending.reserve(kFlushBytes + 64);
}
CommandHash::~CommandHash() = default;
CommandHash::CommandHash(CommandHash&&) noexcept = default;
CommandHash& CommandHash::operator=(CommandHash&&) noexcept = default;

void CommandHash::add(const trading::Command& command) {
  auto& pending = state_->pending;
  trading::append_canonical(command, pending);
  if (pending.size() < kFlushBytes) return;
  require(EVP_DigestUpdate(state_->context.get(), pending.data(), pending.size()));
  pending.clear();
}

std::string CommandHash::hex() const {
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> copy{EVP_MD_CTX_new(),
                                                                     &EVP_MD_CTX_free};
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  require(EVP_MD_CTX_copy_ex(copy.get(), state_->context.get()));
  require(EVP_DigestUpdate(copy.get(), state_->pending.data(), state_->pending.size()));
  require(EVP_DigestFinal_ex(copy.get(), digest.data(), &size));
  std::string hex;
  for (unsigned i = 0; i < size; ++i) hex += fmt::format("{:02x}", digest[i]);
  return hex;
}

}  // namespace atb::backtest
