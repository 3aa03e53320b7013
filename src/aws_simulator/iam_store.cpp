#include "aws_simulator/iam_store.h"

#include <algorithm>

#include <fmt/format.h>

#include "aws_simulator/outcome.h"
#include "net/headers.h"

namespace atb::aws_simulator {
namespace {

constexpr int kNotFound = 404;
constexpr std::size_t kIdLength = 17;

tl::unexpected<ServiceError> no_such(std::string_view kind, std::string_view name) {
  return refuse_with(kNotFound, "NoSuchEntity",
                     fmt::format("The {} with name {} cannot be found.", kind, name));
}

template <class T>
Outcome<T*> find_in(ByName<T>& entries, std::string_view kind, std::string_view name) {
  const auto at = entries.find(net::lower_case(name));
  if (at == entries.end()) return no_such(kind, name);
  return &at->second;
}

bool is_attached(const Principal& principal, std::string_view policy_arn) {
  return std::find(principal.attached.begin(), principal.attached.end(), policy_arn) !=
         principal.attached.end();
}

}  // namespace

Outcome<Principal*> IamStore::user(std::string_view name) {
  return find_in(users, "user", name);
}

Outcome<Role*> IamStore::role(std::string_view name) {
  return find_in(roles, "role", name);
}

Outcome<InstanceProfile*> IamStore::profile(std::string_view name) {
  const auto at = profiles.find(net::lower_case(name));
  if (at == profiles.end())
    return refuse_with(kNotFound, "NoSuchEntity",
                       fmt::format("Instance Profile {} cannot be found.", name));
  return &at->second;
}

Outcome<ManagedPolicy*> IamStore::policy(std::string_view arn) {
  const auto at = policies.find(arn);
  if (at == policies.end())
    return refuse_with(kNotFound, "NoSuchEntity",
                       fmt::format("Policy {} does not exist or is not attachable.", arn));
  return &at->second;
}

int IamStore::attachment_count(std::string_view policy_arn) const {
  int count = 0;
  for (const auto& [name, user] : users) count += is_attached(user, policy_arn) ? 1 : 0;
  for (const auto& [name, role] : roles) count += is_attached(role.principal, policy_arn) ? 1 : 0;
  return count;
}

std::string IamStore::make_id(std::string_view prefix) const {
  std::string id = random_text(kIdLength);
  for (auto& c : id)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return fmt::format("{}{}", prefix, id);
}

Principal IamStore::make_principal(std::string_view kind, std::string_view prefix,
                                   const std::string& name, const std::string& path,
                                   core::Timestamp now) const {
  return {.name = name,
          .path = path,
          .id = make_id(prefix),
          .arn = fmt::format("arn:aws:iam::{}:{}{}{}", account, kind, path, name),
          .created = now,
          .attached = {},
          .inline_policies = {}};
}

std::vector<std::pair<std::string, std::string>> identity_policies(const IamStore& store,
                                                                   const Principal& principal) {
  std::vector<std::pair<std::string, std::string>> documents{principal.inline_policies.begin(),
                                                             principal.inline_policies.end()};
  for (const auto& arn : principal.attached) {
    const auto at = store.policies.find(arn);
    if (at == store.policies.end()) continue;
    for (const auto& version : at->second.versions)
      if (version.id == at->second.default_version)
        documents.emplace_back(at->second.name, version.document);
  }
  return documents;
}

const Principal* find_principal(const IamStore& store, std::string_view arn) {
  for (const auto& [name, user] : store.users)
    if (user.arn == arn) return &user;
  for (const auto& [name, role] : store.roles)
    if (role.principal.arn == arn) return &role.principal;
  return nullptr;
}

}  // namespace atb::aws_simulator
