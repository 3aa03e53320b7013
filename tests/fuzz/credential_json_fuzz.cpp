// Needs: aws/credentials/credential_json.cpp aws/protocol/secret_json.cpp
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "aws/credentials/credential_json.h"

namespace {

using namespace atb;

bool is_header_word(std::string_view text) {
  for (const char c : text)
    if (c <= ' ' || c > '~') return false;
  return true;
}

}  // namespace

/// Whoever answers: what is taken for a key can be sent in a header field, and what is not is
/// refused in words without control characters.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace atb::aws;
  const core::SecretBuffer json(data, data + size);
  for (const auto format :
       {CredentialFormat::process, CredentialFormat::container, CredentialFormat::metadata}) {
    const auto found = parse_credentials(json, format);
    if (!found) {
      for (const char c : found.error().message + found.error().advice)
        if (static_cast<unsigned char>(c) < ' ' && c != '\n') std::abort();
      continue;
    }
    const auto& key = found->key;
    if (key.access_key_id.empty() || key.secret_access_key.empty()) std::abort();
    if (!is_header_word(key.access_key_id) || !is_header_word(key.session_token.reveal()))
      std::abort();
    if (format == CredentialFormat::metadata && !found->expires) std::abort();
  }
  return 0;
}
