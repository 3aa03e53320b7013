#include "account/audit.h"

#include <algorithm>
#include <set>

namespace atb::account {

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
    mark_unknown(*event, request.known);
    const bool denied = !event->error.empty();
    if (event->unknown) ++report.unknown;
    if (denied && event->kind != AuditKind::look) ++report.denied;
    if (!denied && event->kind == AuditKind::read) ++report.reads;
    if (!denied && event->kind == AuditKind::change) ++report.changes;
    report.events.push_back(std::move(*event));
  }
  std::stable_sort(report.events.begin(), report.events.end(),
                   [](const AuditEvent& a, const AuditEvent& b) { return a.time > b.time; });
  return report;
}

}  // namespace atb::account
