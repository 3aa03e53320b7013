#include "account/audit_event.h"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "account/arn.h"

namespace atb::account {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kTextLengthMax = 512;
constexpr std::size_t kRandomEnd = 7;  ///< "-AbCdEf"

/// The text at a path of keys, bounded, without control characters: it goes to a terminal and
/// callers choose parts of it.
std::string text_at(const Json& object, std::initializer_list<const char*> path) {
  const Json* at = &object;
  for (const char* key : path) {
    if (!at->is_object()) return {};
    const auto found = at->find(key);
    if (found == at->end()) return {};
    at = &*found;
  }
  if (!at->is_string()) return {};
  auto text = at->get<std::string>().substr(0, kTextLengthMax);
  std::erase_if(text, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7F; });
  return text;
}

AuditKind kind_of(std::string_view action) {
  constexpr std::array<std::string_view, 2> kReads{"GetSecretValue", "BatchGetSecretValue"};
  if (std::find(kReads.begin(), kReads.end(), action) != kReads.end()) return AuditKind::read;
  const bool looks = action.starts_with("Describe") || action.starts_with("List") ||
                     action.starts_with("Get") || action.starts_with("Validate");
  return looks ? AuditKind::look : AuditKind::change;
}

/// CloudTrail writes AccessDenied where the API says AccessDeniedException.
AuditOutcome outcome_of(std::string_view error) {
  if (error.empty()) return AuditOutcome::done;
  const auto holds = [&](std::string_view word) {
    return error.find(word) != std::string_view::npos;
  };
  return holds("AccessDenied") || holds("Unauthorized") ? AuditOutcome::denied
                                                        : AuditOutcome::failed;
}

std::string first_of(std::initializer_list<std::string> texts) {
  for (const auto& text : texts)
    if (!text.empty()) return text;
  return {};
}

std::vector<std::string> secret_ids_of(const Json& event) {
  std::vector<std::string> ids;
  const auto add = [&](std::string id) {
    if (!id.empty()) ids.push_back(std::move(id));
  };
  add(text_at(event, {"requestParameters", "secretId"}));
  add(text_at(event, {"requestParameters", "name"}));  // CreateSecret
  const Json::json_pointer list{"/requestParameters/secretIdList"};
  if (event.is_object() && event.contains(list) && event[list].is_array())
    for (const auto& id : event[list]) add(text_at(Json{{"id", id}}, {"id"}));
  return ids;
}

/// True where the name stands for itself: not as the start of a longer name, but for the end of six
/// characters that an ARN has.
bool names(std::string_view text, std::string_view name) {
  for (auto at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
    if (at != 0 && text[at - 1] != ':' && text[at - 1] != ' ') continue;
    auto rest = text.substr(at + name.size());
    rest = rest.substr(0, rest.find(' '));
    if (rest.empty() || (rest.size() == kRandomEnd && has_random_end(rest))) return true;
  }
  return false;
}

}  // namespace

std::optional<AuditEvent> parse_audit_event(std::string_view text) {
  const auto json = Json::parse(text, nullptr, false);
  const auto time = core::parse_timestamp(text_at(json, {"eventTime"}));
  AuditEvent event;
  event.action = text_at(json, {"eventName"});
  if (!time || event.action.empty()) return std::nullopt;
  event.time = *time;
  event.who = first_of({text_at(json, {"userIdentity", "arn"}),
                        text_at(json, {"userIdentity", "invokedBy"}),
                        text_at(json, {"userIdentity", "type"})});
  event.role_arn = text_at(json, {"userIdentity", "sessionContext", "sessionIssuer", "arn"});
  event.error = text_at(json, {"errorCode"});
  event.source_ip = text_at(json, {"sourceIPAddress"});
  event.version = first_of({text_at(json, {"requestParameters", "versionId"}),
                            text_at(json, {"requestParameters", "versionStage"})});
  event.secret_ids = secret_ids_of(json);
  event.error_message = text_at(json, {"errorMessage"});
  event.kind = kind_of(event.action);
  event.outcome = outcome_of(event.error);
  return event;
}

bool is_about(const AuditEvent& event, std::string_view secret_name) {
  const auto named = [&](std::string_view text) { return names(text, secret_name); };
  if (event.secret_ids.empty()) return named(event.error_message);
  return std::any_of(event.secret_ids.begin(), event.secret_ids.end(), named);
}

void mark_unknown(AuditEvent& event, const std::vector<std::string>& known,
                  const std::string& account) {
  if (event.kind != AuditKind::read) return;
  const auto role = parse_arn(event.role_arn);
  const bool is_own = role && role->account == account;
  event.unknown = std::none_of(known.begin(), known.end(), [&](const std::string& one) {
    if (one.empty()) return false;
    return one == event.who || one == event.role_arn ||
           (is_own && event.role_arn.ends_with("/" + one));
  });
}

std::string_view name_of(AuditOutcome outcome) {
  switch (outcome) {
    case AuditOutcome::done:
      return "done";
    case AuditOutcome::denied:
      return "denied";
    case AuditOutcome::failed:
      return "failed";
  }
  return {};
}

std::string_view name_of(AuditKind kind) {
  switch (kind) {
    case AuditKind::read:
      return "read";
    case AuditKind::change:
      return "change";
    case AuditKind::look:
      return "look";
  }
  return {};
}

}  // namespace atb::account
