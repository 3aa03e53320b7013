#include "binance_simulator/faults/fault.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace atb::binance_simulator {
namespace {

using core::ErrorKind;
using core::Result;
using nlohmann::json;

constexpr std::array<std::pair<std::string_view, Fault::Effect>, 8> kEffects{
    {{"answer", Fault::Effect::answer},
     {"executed", Fault::Effect::executed},
     {"drop", Fault::Effect::drop},
     {"executed_drop", Fault::Effect::executed_drop},
     {"silence", Fault::Effect::silence},
     {"cut", Fault::Effect::cut},
     {"delay", Fault::Effect::delay},
     {"late", Fault::Effect::late}}};

tl::unexpected<core::Error> malformed(std::string what) {
  return core::fail(
      ErrorKind::usage, "simulator.faults_malformed", "the faults: " + std::move(what),
      R"(Example: [{"call":"POST /api/v3/order","effect":"executed_drop","times":1}])");
}

Result<void> read_number(const json& value, const std::string& name, int& into) {
  if (!value.is_number_integer()) return malformed(fmt::format("\"{}\" is a whole number", name));
  into = value.get<int>();
  return {};
}

Result<void> read_field(Fault& fault, const std::string& name, const json& value) {
  if (name == "call" && value.is_string()) {
    fault.call = value.get<std::string>();
  } else if (name == "effect" && value.is_string()) {
    const auto* const known = std::find_if(kEffects.begin(), kEffects.end(),
                                           [&](const auto& each) { return value == each.first; });
    if (known == kEffects.end())
      return malformed(fmt::format("\"{}\" is no effect", value.get<std::string>()));
    fault.effect = known->second;
  } else if (name == "body" && value.is_string()) {
    fault.body = value.get<std::string>();
  } else if (name == "status") {
    return read_number(value, name, fault.status);
  } else if (name == "after") {
    return read_number(value, name, fault.after);
  } else if (name == "times") {
    return read_number(value, name, fault.times);
  } else if (name == "delay_ms") {
    int ms = 0;
    ATB_TRY(read_number(value, name, ms));
    fault.delay = core::Duration::milliseconds(ms);
  } else if (name == "probability" && value.is_number()) {
    fault.probability = value.get<double>();
  } else if (name != "code" && name != "msg") {
    return malformed(fmt::format("\"{}\" is not known or of the wrong kind", name));
  }
  return {};
}

Result<Fault> fault_of(const json& object) {
  if (!object.is_object()) return malformed("each is an object");
  Fault fault;
  for (const auto& [name, value] : object.items()) ATB_TRY(read_field(fault, name, value));
  if (fault.call.empty()) return malformed("\"call\" is missing");
  if (object.contains("code"))
    fault.body = json{{"code", object["code"]}, {"msg", object.value("msg", "")}}.dump();
  return fault;
}

}  // namespace

Result<std::vector<Fault>> parse_faults(std::string_view text) {
  const auto document = json::parse(text, nullptr, false);
  if (!document.is_array()) return malformed("they are no list");
  std::vector<Fault> faults;
  for (const auto& object : document) {
    ATB_ASSIGN(auto fault, fault_of(object));
    faults.push_back(std::move(fault));
  }
  return faults;
}

void Faults::add(std::vector<Fault> faults) {
  faults_.insert(faults_.end(), std::make_move_iterator(faults.begin()),
                 std::make_move_iterator(faults.end()));
}

std::optional<Fault> Faults::hit(std::string_view rest_name, std::string_view method) {
  for (auto at = faults_.begin(); at != faults_.end(); ++at) {
    const bool meant =
        at->call == "*" || at->call == rest_name || (!method.empty() && at->call == method);
    if (!meant) continue;
    if (at->after > 0) {
      --at->after;
      continue;
    }
    if (std::uniform_real_distribution<>{0.0, 1.0}(dice_) >= at->probability) continue;
    auto fault = *at;
    if (at->times > 0 && --at->times == 0) faults_.erase(at);
    return fault;
  }
  return std::nullopt;
}

}  // namespace atb::binance_simulator
