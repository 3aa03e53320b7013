#include "aws/support/fake_metadata.h"

#include <algorithm>

#include <fmt/format.h>

namespace atb::aws::test {
namespace {

net::HttpResponse reply(int status, std::string_view body) {
  net::HttpResponse response;
  response.status = status;
  response.body = net::to_body(body);
  return response;
}

}  // namespace

core::Result<net::HttpResponse> FakeMetadata::send(const net::HttpRequest& request) {
  const bool ours = request.url.starts_with(base);
  const auto path = ours ? request.url.substr(base.size()) : request.url;
  const std::string sent{request.headers.find("x-aws-ec2-metadata-token").value_or("")};
  asked.push_back({request.method, path, sent, request.total_timeout});
  if (failure_code) return core::fail(core::ErrorKind::temporary, *failure_code, "no answer");
  if (request.method == "PUT" && path == "/latest/api/token") {
    if (token_status != 200) return reply(token_status, "");
    ++tokens_given_;
    auto response = reply(200, token());
    response.headers.add("X-Aws-Ec2-Metadata-Token-Ttl-Seconds", fmt::format("{}", token_seconds));
    return response;
  }
  return sent == token() ? get(path) : reply(401, "");
}

net::HttpResponse FakeMetadata::get(std::string_view path) const {
  constexpr std::string_view kRoles = "/latest/meta-data/iam/security-credentials/";
  if (path == kRoles) return reply(roles_status, roles);
  if (path.starts_with(kRoles)) return reply(key_status, key);
  if (path == "/latest/meta-data/placement/region") return reply(200, region);
  return reply(404, "");
}

std::string FakeMetadata::token() const {
  return fmt::format("TOKEN{}==", tokens_given_);
}

int FakeMetadata::count(std::string_view method) const {
  return static_cast<int>(std::count_if(asked.begin(), asked.end(),
                                        [&](const Asked& one) { return one.method == method; }));
}

bool FakeMetadata::saw_version_1() const {
  return std::any_of(asked.begin(), asked.end(),
                     [](const Asked& one) { return one.method == "GET" && one.token.empty(); });
}

}  // namespace atb::aws::test
