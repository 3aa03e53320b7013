#include "aws_simulator/faults.h"

#include <algorithm>
#include <random>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

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
  fault.after = entry.value("after", 0);
  fault.times = entry.value("times", 1);
  fault.probability = entry.value("probability", 1.0);
  fault.error = entry.value("error", "");
  if (entry.contains("status")) fault.status = entry.at("status").get<int>();
  fault.delivery = delivery_in(entry);
  fault.delay = core::Duration::milliseconds(entry.value("delay_ms", std::int64_t{0}));
  fault.clock_skew = core::Duration::seconds(entry.value("clock_skew_seconds", std::int64_t{0}));
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
    const bool fits = (!fault.status || (*fault.status >= 400 && *fault.status <= 599)) &&
                      fault.times >= 1 && fault.after >= 0 && fault.probability >= 0 &&
                      fault.probability <= 1 && fault.delay >= core::Duration{};
    if (!fits)
      return malformed(
          "status is 400 to 599, times at least 1, after and delay_ms at least 0, probability 0 to "
          "1");
    return fault;
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
