#include "aws_simulator/request_log.h"

#include <nlohmann/json.hpp>

namespace atb::aws_simulator {

void RequestLog::add(LoggedCall call) {
  if (calls_.size() == kCallsMax) calls_.pop_front();
  calls_.push_back(std::move(call));
}

nlohmann::json RequestLog::to_json() const {
  auto list = nlohmann::json::array();
  for (const auto& call : calls_)
    list.push_back({{"time", core::to_text(call.time)},
                    {"service", call.service},
                    {"operation", call.operation},
                    {"access_key_id", call.access_key_id},
                    {"caller", call.caller_arn},
                    {"code", call.code},
                    {"status", call.status},
                    {"delivery", call.delivery},
                    {"request_id", call.request_id}});
  return list;
}

}  // namespace atb::aws_simulator
