#include "aws_simulator/request_log.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace atb::aws_simulator {
namespace {

LoggedCall call(std::string operation) {
  LoggedCall made;
  made.operation = std::move(operation);
  made.status = 200;
  return made;
}

TEST(RequestLog, ShowsCallsOldestFirst) {
  RequestLog log;
  log.add(call("A"));
  log.add(call("B"));
  const auto shown = log.to_json();
  ASSERT_EQ(shown.size(), 2U);
  EXPECT_EQ(shown[0]["operation"], "A");
  EXPECT_EQ(shown[1]["status"], 200);
  log.clear();
  EXPECT_EQ(log.to_json().dump(), "[]");
}

TEST(RequestLog, ForgetsTheOldestWhenItIsFull) {
  RequestLog log;
  log.add(call("first"));
  for (std::size_t i = 0; i < RequestLog::kCallsMax; ++i) log.add(call("later"));
  EXPECT_EQ(log.size(), RequestLog::kCallsMax);
  EXPECT_EQ(log.to_json()[0]["operation"], "later");
}

}  // namespace
}  // namespace atb::aws_simulator
