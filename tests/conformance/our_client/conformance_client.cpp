// Our client for the scenario: a request a line in, an answer a line out, as the other runners.
//   in:  {"url", "metadata", "region", "key": {..} | "instance", "service", "operation", "input"}
//   out: {"code": "ok", "result": {..}} | {"code": CODE} | {"code": "not sent"}
// With --list: our operations, a line each.

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <map>

#include "operations.h"

namespace atb::conformance {

std::string text(const json& input, std::string_view member) {
  return input.value(std::string{member}, std::string{});
}

std::vector<std::string> texts(const json& input, std::string_view member) {
  return input.value(std::string{member}, std::vector<std::string>{});
}

core::Timestamp time(const json& input, std::string_view member) {
  return core::parse_timestamp(text(input.at(std::string{member}), "$time")).value();
}

json time_json(const std::optional<core::Timestamp>& time) {
  return time ? json(core::to_text(*time)) : json(nullptr);
}

namespace {

using Variables = std::map<std::string, std::string, std::less<>>;

Variables variables(const json& request) {
  const auto home = aws::process_environment()("HOME").value_or("");  // an empty folder
  Variables made{{"AWS_MAX_ATTEMPTS", "1"}, {"HOME", std::string{home}}};
  const auto& key = request.at("key");
  if (key == "instance") {
    made["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = text(request, "metadata");
    return made;
  }
  made["AWS_ACCESS_KEY_ID"] = text(key, "AccessKeyId");
  made["AWS_SECRET_ACCESS_KEY"] = text(key, "SecretAccessKey");
  made["AWS_SESSION_TOKEN"] = text(key, "SessionToken");
  return made;
}

std::vector<Operation> all_operations() {
  std::vector<Operation> all;
  for (const auto* const part :
       {&secrets_operations(), &identity_operations(), &monitoring_operations()})
    all.insert(all.end(), part->begin(), part->end());
  return all;
}

const Operation* find(const std::string& service, const std::string& name) {
  static const auto kAll = all_operations();
  const auto at = std::find_if(kAll.begin(), kAll.end(), [&](const Operation& operation) {
    return operation.service == service && operation.name == name;
  });
  return at == kAll.end() ? nullptr : &*at;
}

/// Whether our call says all of the input and no more.
bool expresses(const Operation& operation, const json& input) {
  const auto& members = operation.members;
  const auto& needed = operation.needed;
  return std::all_of(input.items().begin(), input.items().end(),
                     [&](const auto& member) {
                       return std::find(members.begin(), members.end(), member.key()) !=
                              members.end();
                     }) &&
         std::all_of(needed.begin(), needed.end(),
                     [&](std::string_view member) { return input.contains(member); });
}

core::Result<json> run(const Operation& operation, const json& request) {
  const auto known = variables(request);
  const aws::Environment environment =
      [&](std::string_view name) -> std::optional<std::string_view> {
    const auto at = known.find(name);
    if (at == known.end() || at->second.empty()) return std::nullopt;
    return at->second;
  };
  ATB_ASSIGN(auto session, aws::open_session({.region = text(request, "region"),
                                              .profile = {},
                                              .endpoint_url = text(request, "url")},
                                             environment));
  return operation.run(session, request.at("input"));
}

json answer(const json& request) {
  const auto* const operation = find(text(request, "service"), text(request, "operation"));
  if (operation == nullptr || !expresses(*operation, request.at("input")))
    return {{"code", "not sent"}};
  const auto result = run(*operation, request);
  if (result) return {{"code", "ok"}, {"result", *result}};
  return {{"code", result.error().code}, {"message", result.error().message}};
}

void list_operations() {
  for (const auto& operation : all_operations())
    std::cout << operation.service << ' ' << operation.name << '\n';
}

void answer_lines() {
  for (std::string line; std::getline(std::cin, line);)
    std::cout << answer(json::parse(line)).dump() << std::endl;
}

}  // namespace
}  // namespace atb::conformance

int main(int argc, char** argv) {
  try {
    if (argc == 2 && std::string_view{argv[1]} == "--list")
      atb::conformance::list_operations();
    else
      atb::conformance::answer_lines();
  } catch (const std::exception& fault) {
    std::fprintf(stderr, "conformance_client: %s\n", fault.what());
    return 1;
  }
}
