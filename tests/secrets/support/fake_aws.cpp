#include "secrets/support/fake_aws.h"

#include <nlohmann/json.hpp>

namespace atb::secrets::test {
namespace {

using Json = nlohmann::json;

net::HttpResponse answer(int status, const Json& body) {
  net::HttpResponse response;
  response.status = status;
  response.body = net::to_body(body.dump());
  return response;
}

net::HttpResponse fault(const char* code) {
  return answer(400, {{"__type", code}, {"Message", "as the test wants it"}});
}

std::string arn_of(const std::string& name) {
  return "arn:aws:secretsmanager:us-east-1:123456789012:secret:" + name + "-AbCdEf";
}

}  // namespace

core::Result<net::HttpResponse> FakeAws::send(const net::HttpRequest& request) {
  ++calls;
  const std::string target{request.headers.find("X-Amz-Target").value_or("")};
  const std::string operation = target.substr(target.find('.') + 1);
  const Json input = Json::parse(net::as_text(request.body));
  if (operation == denied_operation) return fault("AccessDeniedException");
  const std::string name = input.value(operation == "CreateSecret" ? "Name" : "SecretId", "");
  const auto found = secrets.find(name);
  if (operation == "CreateSecret") {
    if (found != secrets.end()) return fault("ResourceExistsException");
    const std::string token = input.at("ClientRequestToken");
    secrets[name] = {input.at("SecretString"), token, input.at("Description")};
    return answer(200, {{"ARN", arn_of(name)}, {"Name", name}, {"VersionId", token}});
  }
  if (found == secrets.end()) return fault("ResourceNotFoundException");
  Json body{{"ARN", arn_of(name)}, {"Name", name}};
  if (operation == "GetSecretValue") {
    body["VersionId"] = found->second.version_id;
    body["SecretString"] = found->second.text;
    body["VersionStages"] = {"AWSCURRENT"};
    body["CreatedDate"] = 1'700'000'000.5;
  } else if (found->second.deleted) {
    body["DeletedDate"] = 1'700'000'000;
  }
  return answer(200, body);
}

aws::SecretsManager FakeAws::manager() {
  aws::Surroundings still{[] { return core::Timestamp::from_ms(1'700'000'000'000); },
                          [](core::Duration) {}, [] { return 0.5; }};
  return aws::SecretsManager{aws::Client{
      *this,
      {"https://secretsmanager.us-east-1.amazonaws.com", "us-east-1", aws::kSecretsManager},
      credentials_,
      std::move(still)}};
}

}  // namespace atb::secrets::test
