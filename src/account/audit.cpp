#include "account/audit.h"

#include <algorithm>
#include <set>

namespace atb::account {
namespace {

void count(const AuditEvent& event, AuditReport& report) {
  if (event.kind == AuditKind::look) return;
  switch (event.outcome) {
    case AuditOutcome::done:
      ++(event.kind == AuditKind::read ? report.reads : report.changes);
      return;
    case AuditOutcome::denied:
      ++report.denied;
      return;
    case AuditOutcome::failed:
      ++report.failed;
      return;
  }
}

}  // namespace

AuditReport audit(const std::vector<std::string>& records, const AuditRequest& request) {
  AuditReport report;
  std::set<std::string_view> seen;
  for (const auto& record : records) {
    if (!seen.insert(record).second) continue;
    auto event = parse_audit_event(record);
    if (!event) {
      ++report.unreadable;
      continue;
    }
    if (event->time < request.since || !is_about(*event, request.secret_name)) continue;
    mark_unknown(*event, request.known, request.account);
    if (event->unknown) ++report.unknown;
    count(*event, report);
    report.events.push_back(std::move(*event));
  }
  std::stable_sort(report.events.begin(), report.events.end(),
                   [](const AuditEvent& a, const AuditEvent& b) { return a.time > b.time; });
  return report;
}

}  // namespace atb::account
