#include "secrets/support/simulated_aws.h"

#include <nlohmann/json.hpp>

namespace atb::secrets::test {
namespace {

using Json = nlohmann::json;
using aws_simulator::SecretStore;

constexpr std::string_view kRegion = "us-east-1";

net::HttpResponse answer_of(int status, const Json& body) {
  net::HttpResponse response;
  response.status = status;
  response.body = net::to_body(body.dump());
  return response;
}

net::HttpResponse fault(int status, std::string_view code, std::string_view message = "") {
  return answer_of(status, {{"__type", code}, {"Message", message}});
}

Json identity(const aws_simulator::StoredSecret& secret) {
  return {{"ARN", secret.arn}, {"Name", secret.name}};
}

double seconds(core::Timestamp time) {
  return static_cast<double>(time.ms()) / 1'000.0;
}

Json body_of(const aws_simulator::SecretAndVersion& found, bool with_value) {
  Json body = identity(*found.secret);
  if (found.version == nullptr) return body;
  body["VersionId"] = found.version->id;
  body["VersionStages"] = found.version->stages;
  body["CreatedDate"] = seconds(found.version->created);
  if (with_value)
    body[found.version->is_binary ? "SecretBinary" : "SecretString"] = found.version->value;
  return body;
}

Json description(const aws_simulator::StoredSecret& secret) {
  Json body = identity(secret);
  for (const auto& version : secret.versions)
    if (!version.stages.empty()) body["VersionIdsToStages"][version.id] = version.stages;
  if (secret.deletion_date) body["DeletedDate"] = seconds(*secret.deletion_date);
  return body;
}

Json versions(const aws_simulator::StoredSecret& secret, bool with_deprecated) {
  Json body = identity(secret);
  body["Versions"] = Json::array();
  for (const auto& version : secret.versions)
    if (with_deprecated || !version.stages.empty())
      body["Versions"].push_back({{"VersionId", version.id},
                                  {"VersionStages", version.stages},
                                  {"CreatedDate", seconds(version.created)}});
  return body;
}

aws_simulator::NewSecret new_secret(const std::string& name, const std::string& token) {
  aws_simulator::NewSecret secret;
  secret.name = name;
  secret.token = token;
  return secret;
}

template <class Outcome, class Body>
net::HttpResponse respond(const Outcome& outcome, Body body) {
  if (!outcome) return fault(outcome.error().status, outcome.error().code, outcome.error().message);
  return answer_of(200, body(*outcome));
}

}  // namespace

net::HttpResponse SimulatedAws::answer(const net::HttpRequest& request) {
  const std::string target{request.headers.find("X-Amz-Target").value_or("")};
  const std::string operation = target.substr(target.find('.') + 1);
  const Json input = Json::parse(net::as_text(request.body));
  const auto text = [&input](const char* key) { return input.value(key, std::string{}); };
  const std::string id = text(operation == "CreateSecret" ? "Name" : "SecretId");
  if (operation == "GetSecretValue")
    return respond(store_.get(kRegion, id, {text("VersionId"), text("VersionStage")}, now),
                   [](const auto& found) { return body_of(found, true); });
  if (operation == "DescribeSecret")
    return respond(store_.describe(kRegion, id, now),
                   [](const auto* secret) { return description(*secret); });
  if (operation == "ListSecretVersionIds")
    return respond(store_.describe(kRegion, id, now), [&](const auto* secret) {
      return versions(*secret, input.value("IncludeDeprecated", false));
    });
  if (operation == "CreateSecret") {
    auto secret = new_secret(id, text("ClientRequestToken"));
    secret.description = text("Description");
    secret.content = aws_simulator::SecretContent{text("SecretString")};
    return respond(store_.create(kRegion, secret, "AbCdEf", now),
                   [](const auto& found) { return body_of(found, false); });
  }
  if (operation == "RestoreSecret")
    return respond(store_.restore(kRegion, id, now),
                   [](const auto* secret) { return identity(*secret); });
  if (operation == "PutSecretValue")
    return respond(store_.put(kRegion, id,
                              {.token = text("ClientRequestToken"),
                               .content = {text("SecretString")},
                               .stages = input.value("VersionStages", std::vector<std::string>{})},
                              now),
                   [](const auto& found) { return body_of(found, false); });
  return respond(store_.move_stage(kRegion, id,
                                   {.stage = text("VersionStage"),
                                    .remove_from = text("RemoveFromVersionId"),
                                    .move_to = text("MoveToVersionId")},
                                   now),
                 [](const auto* secret) { return identity(*secret); });
}

core::Result<net::HttpResponse> SimulatedAws::deliver(const net::HttpRequest& request,
                                                      Mishap mishap) {
  const auto lost = core::fail(core::ErrorKind::temporary, net::codes::kConnectionLost, "lost");
  if (mishap == Mishap::lost_before) return lost;
  if (mishap == Mishap::server_error) return fault(500, "InternalServiceError");
  if (mishap == Mishap::throttled) return fault(400, "ThrottlingException");
  if (mishap == Mishap::denied) return fault(400, "AccessDeniedException");
  auto response = answer(request);
  note_current();
  if (mishap == Mishap::lost_after) return lost;
  if (mishap == Mishap::half_answer) response.body.resize(response.body.size() / 2);
  return response;
}

aws::SecretsManager SimulatedAws::manager(net::HttpTransport& transport) {
  aws::Surroundings still{[this] { return now; }, [](core::Duration) {}, [] { return 0.5; }};
  return aws::SecretsManager{aws::Client{transport,
                                         {"https://secretsmanager.us-east-1.amazonaws.com",
                                          std::string{kRegion}, aws::kSecretsManager},
                                         credentials_,
                                         std::move(still)}};
}

void SimulatedAws::make(const std::string& text, const std::string& name) {
  auto secret = new_secret(name, std::string(32, '0'));
  secret.content = aws_simulator::SecretContent{text};
  if (const auto made = store_.create(kRegion, secret, "AbCdEf", now); !made)
    throw std::logic_error{made.error().message};
  note_current();
}

void SimulatedAws::make_without_version() {
  const auto secret = new_secret("s", std::string(32, '0'));
  if (const auto made = store_.create(kRegion, secret, "AbCdEf", now); !made)
    throw std::logic_error{made.error().message};
}

SimulatedAws::State SimulatedAws::current() const {
  for (const auto& secret : store_.all())
    if (secret.name == "s")
      if (const auto* const version = find_stage(secret.versions, aws_simulator::kCurrent))
        return {version->id, version->value};
  return {};
}

std::string SimulatedAws::version_with(std::string_view label) const {
  for (const auto& secret : store_.all())
    if (secret.name == "s")
      if (const auto* const version = find_stage(secret.versions, label)) return version->id;
  return {};
}

void SimulatedAws::note_current() {
  const auto state = current();
  if (state.version_id.empty()) return;
  if (history_.empty() || history_.back().version_id != state.version_id) history_.push_back(state);
}

}  // namespace atb::secrets::test
