#include "aws_simulator/faults.h"

#include <algorithm>
#include <random>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "aws_simulator/whole_number.h"

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

constexpr std::int64_t kCallsMax = 1'000'000'000;
constexpr std::int64_t kDelayMax = 3'600'000;  // milliseconds

tl::unexpected<core::Error> malformed(std::string_view why) {
  return core::fail(core::ErrorKind::usage, "simulator.faults_malformed",
                    fmt::format("the list of faults cannot be used: {}", why),
                    R"(Write [{"operation":"GetSecretValue","times":1,"status":503}].)");
}

Fault::Delivery delivery_in(const json& entry) {
  if (entry.value("cut", false)) return Fault::Delivery::cut;
  const auto drop = entry.find("drop");
  if (drop == entry.end()) return Fault::Delivery::answered;
  if (drop->is_string() && *drop == "before") return Fault::Delivery::dropped_early;
  const bool is_dropped = (drop->is_string() && *drop == "after") || drop->get<bool>();
  return is_dropped ? Fault::Delivery::dropped : Fault::Delivery::answered;
}

Fault to_fault(const json& entry) {
  Fault fault;
  fault.service = entry.value("service", "");
  fault.operation = entry.at("operation").get<std::string>();
  fault.after = static_cast<int>(whole_number(entry, "after", 0, 0, kCallsMax));
  fault.times = static_cast<int>(whole_number(entry, "times", 1, 1, kCallsMax));
  fault.probability = entry.value("probability", 1.0);
  fault.error = entry.value("error", "");
  if (entry.contains("status"))
    fault.status = static_cast<int>(whole_number(entry.at("status"), 400, 599));
  fault.delivery = delivery_in(entry);
  fault.delay = core::Duration::milliseconds(whole_number(entry, "delay_ms", 0, 0, kDelayMax));
  fault.clock_skew = core::Duration::seconds(
      whole_number(entry, "clock_skew_seconds", 0, -kClockSecondsMax, kClockSecondsMax));
  return fault;
}

/// A name that is misspelt would be a fault that never comes.
std::string unknown_member(const json& entry) {
  static const std::set<std::string> kMembers{
      "service", "operation", "after", "times",    "probability",       "error",
      "status",  "drop",      "cut",   "delay_ms", "clock_skew_seconds"};
  for (const auto& [name, value] : entry.items())
    if (!kMembers.contains(name)) return name;
  return {};
}

core::Result<Fault> read(const json& entry) {
  if (!entry.is_object()) return malformed("an entry is not an object");
  if (const auto name = unknown_member(entry); !name.empty())
    return malformed(fmt::format("\"{}\" is not known", name));
  try {
    Fault fault = to_fault(entry);
    if (fault.probability >= 0 && fault.probability <= 1) return fault;
    return malformed("probability is 0 to 1");
  } catch (const json::out_of_range& error) {
    constexpr int kNoSuchMember = 403;
    if (error.id == kNoSuchMember) return malformed("an entry lacks its operation");
    return malformed(
        "status is 400 to 599, times 1 to 1e9, after 0 to 1e9, delay_ms 0 to 3600000, a clock is "
        "off "
        "by at most 50 years");
  } catch (const json::exception&) {
    return malformed("an entry lacks its operation or has a member of the wrong type");
  }
}

}  // namespace

core::Result<void> Faults::add(std::string_view text) {
  auto list = json::parse(text, nullptr, false);
  if (list.is_object()) list = json::array({list});
  if (!list.is_array()) return malformed("it is not a JSON list");
  std::vector<Fault> added;
  for (const auto& entry : list) {
    ATB_ASSIGN(auto fault, read(entry));
    added.push_back(std::move(fault));
  }
  std::move(added.begin(), added.end(), std::back_inserter(faults_));
  return {};
}

double Faults::random() {
  std::minstd_rand engine{static_cast<std::minstd_rand::result_type>(state_)};
  state_ = engine();
  return static_cast<double>(state_) / static_cast<double>(std::minstd_rand::max());
}

std::optional<Fault> Faults::take(std::string_view service, std::string_view operation) {
  for (auto& fault : faults_) {
    const bool matches = (fault.service.empty() || fault.service == service) &&
                         (fault.operation == "*" || fault.operation == operation);
    if (fault.times == 0 || !matches) continue;
    if (fault.after > 0) {
      --fault.after;
      continue;
    }
    if (fault.probability < 1 && random() >= fault.probability) continue;
    --fault.times;
    return fault;
  }
  return std::nullopt;
}

std::size_t Faults::pending() const noexcept {
  return static_cast<std::size_t>(
      std::count_if(faults_.begin(), faults_.end(), [](const Fault& f) { return f.times > 0; }));
}

}  // namespace atb::aws_simulator
