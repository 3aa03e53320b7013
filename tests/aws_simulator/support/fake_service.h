#pragma once

#include <set>
#include <string>

#include <nlohmann/json.hpp>

#include "aws_simulator/service.h"

namespace atb::aws_simulator::test {

/// A service that answers what it was sent: {"got":<input>} or <Got/>; "Fail" fails. It speaks
/// every protocol; "Open" needs no signature. Counts what it did.
class FakeService final : public Service {
 public:
  explicit FakeService(std::string name = "fake", std::string target_prefix = "Fake_1.") {
    names_ = {.signing_name = name,
              .target_prefix = std::move(target_prefix),
              .json_version = "1.0",
              .query_version = "2020-01-01",
              .xml_namespace = "http://fake/",
              .event_source = name + ".amazonaws.com"};
  }
  [[nodiscard]] const ServiceNames& names() const override { return names_; }
  [[nodiscard]] bool knows(std::string_view operation) const override {
    return std::set<std::string_view>{"Get", "Put", "Fail", "Open"}.contains(operation);
  }
  [[nodiscard]] bool is_unsigned(std::string_view operation) const override {
    return operation == "Open";
  }
  [[nodiscard]] std::vector<Right> required_rights(const ServiceCall& call) const override {
    Right right;
    right.action = "fake:" + call.operation;
    right.resource = "arn:fake";
    return {right};
  }
  [[nodiscard]] Trace trace(const ServiceCall& call) const override {
    return {call.operation != "Put", {{"traced", true}}, {}};
  }
  [[nodiscard]] Outcome<Answer> run(const ServiceCall& call) override {
    ++runs;
    last = call;
    if (call.operation == "Fail") return refuse("FakeFault", "it fails");
    return Answer{call.protocol == Protocol::query ? "<Got/>"
                                                   : nlohmann::json{{"got", call.input}}.dump()};
  }
  [[nodiscard]] nlohmann::json save() const override { return {{"runs", runs}}; }
  void load(const nlohmann::json& state) override { state.at("runs").get_to(runs); }
  void tick(core::Timestamp, bool at_once) override { ++(at_once ? forced_ticks : ticks); }
  [[nodiscard]] nlohmann::json summary() const override { return {{"runs", runs}}; }

  int runs = 0;
  int ticks = 0;
  int forced_ticks = 0;
  ServiceCall last;

 private:
  ServiceNames names_;
};

}  // namespace atb::aws_simulator::test
