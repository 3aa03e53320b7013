// Needs: aws/services/secrets_answer.cpp aws/protocol/json_fields.cpp aws/protocol/secret_json.cpp
// aws/protocol/errors.cpp aws/protocol/meaning.cpp aws/protocol/secrets_meaning.cpp
// aws/protocol/service_meaning.cpp aws/protocol/fault.cpp aws/protocol/xml_answer.cpp
// net/headers.cpp -lpugixml
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "aws/services/secrets_answer.h"

/// What is taken for an answer of Secrets Manager names a secret and holds its text; no error
/// repeats what the answer holds.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace atb;
  const core::SecretBuffer bytes(data, data + size);
  if (const auto value = aws::parse_secret_value(bytes))
    if (value->arn.empty() || value->name.empty()) std::abort();
  if (const auto made = aws::parse_created(bytes, "PutSecretValue"))
    if (made->arn.empty() || !aws::check_names_secret(bytes, "PutSecretValue")) std::abort();
  if (const auto found = aws::parse_description(bytes))
    if (found->name.empty()) std::abort();
  if (const auto page = aws::parse_versions(bytes))
    for (const auto& version : page->items)
      if (version.version_id.empty()) std::abort();
  if (const auto page = aws::parse_secret_list(bytes))
    for (const auto& secret : page->items)
      if (secret.arn.empty()) std::abort();
  (void)aws::parse_validation(bytes);
  return 0;
}
