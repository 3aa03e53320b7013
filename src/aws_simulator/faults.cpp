#include "aws_simulator/faults.h"

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

Fault to_fault(const json& entry) {
  Fault fault;
  fault.operation = entry.at("operation").get<std::string>();
  fault.times = entry.value("times", 1);
  fault.error = entry.value("error", "");
  fault.status = entry.value("status", 400);
  fault.drop = entry.value("drop", false);
  return fault;
}

}  // namespace

core::Result<Faults> Faults::parse(std::string_view text) {
  const auto list = json::parse(text, nullptr, false);
  if (!list.is_array()) return malformed("it is not a JSON list");
  Faults faults;
  for (const auto& entry : list) {
    try {
      faults.faults_.push_back(to_fault(entry));
    } catch (const json::exception&) {
      return malformed("an entry lacks its operation or has a member of the wrong type");
    }
    const Fault& fault = faults.faults_.back();
    if (fault.status < 400 || fault.status > 599 || fault.times < 1)
      return malformed("status is 400 to 599, times at least 1");
  }
  return faults;
}

std::optional<Fault> Faults::take(std::string_view operation) {
  for (auto& fault : faults_) {
    if (fault.times == 0 || (fault.operation != "*" && fault.operation != operation)) continue;
    --fault.times;
    return fault;
  }
  return std::nullopt;
}

}  // namespace atb::aws_simulator
