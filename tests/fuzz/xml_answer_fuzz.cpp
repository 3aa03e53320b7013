// Needs: aws/protocol/xml_answer.cpp aws/protocol/fault.cpp aws/services/iam_answer.cpp
// aws/protocol/errors.cpp aws/protocol/meaning.cpp aws/protocol/secrets_meaning.cpp
// aws/protocol/service_meaning.cpp net/headers.cpp -lpugixml
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "aws/protocol/errors.h"
#include "aws/protocol/fault.h"
#include "aws/protocol/xml_answer.h"
#include "aws/services/iam_answer.h"

namespace {

/// Looks for names and lists that answers have, level by level; never deeper than is promised.
void walk(const atb::aws::XmlNode& node, int depth) {
  if (depth > atb::aws::XmlAnswer::kDepthMax) std::abort();
  for (const auto& member : node.members("L")) walk(member, depth + 2);
  for (const auto* name : {"a", "Error", "Result"})
    if (const auto child = node.child(name); child.exists()) walk(child, depth + 1);
}

void check_plain(const atb::core::Error& error) {
  for (const char c : error.message + error.advice)
    if (static_cast<unsigned char>(c) < ' ' && c != '\n') std::abort();
}

}  // namespace

/// Any bytes are XML within the limits or an error, and a fault of a service puts no control
/// character into a message.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace atb;
  core::SecretBuffer bytes(data, data + size);
  if (const auto answer = aws::XmlAnswer::parse(bytes)) {
    const auto root = answer->root();
    if (!root.exists()) std::abort();
    walk(root, 1);
    (void)aws::policy_in(root, "GetPolicy");
    (void)aws::policy_version_in(root, "GetPolicyVersion");
    (void)aws::instance_profile_in(root, "GetInstanceProfile");
    (void)aws::simulations_in(root, "SimulateCustomPolicy");
  }
  net::HttpResponse response;
  response.status = 400;
  response.body = std::move(bytes);
  const auto fault = aws::decode_fault(response);
  if (fault.code.empty() || fault.code.size() > 100 || fault.message.size() > 400) std::abort();
  check_plain(aws::to_error(fault, {.operation = "GetRole", .resource = "r"}, aws::kIam));
  return 0;
}
