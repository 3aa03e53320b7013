#pragma once

#include <map>
#include <string_view>

#include "aws_simulator/call_fields.h"
#include "aws_simulator/log_store.h"

namespace atb::aws_simulator {

/// What an operation of CloudWatch Logs works on.
struct LogsContext {
  LogStore& logs;
  const ServiceCall& call;
};

/// The result; null: the operation has none.
using LogsOperation = Outcome<nlohmann::json> (*)(const Fields& input, LogsContext& context);
using LogsOperations = std::map<std::string_view, LogsOperation>;

/// Groups, streams and their lines.
[[nodiscard]] const LogsOperations& log_operations();

/// PutMetricFilter, DescribeMetricFilters, DeleteMetricFilter, TestMetricFilter.
[[nodiscard]] const LogsOperations& metric_filter_operations();

/// The group that "logGroupName" names.
/// @error InvalidParameterException, ResourceNotFoundException
[[nodiscard]] Outcome<LogGroup*> group_in(const Fields& input, LogsContext& context);

/// One page of `entries` under `key`, by the input's limit (1 to `most`) and nextToken.
/// @error InvalidParameterException
[[nodiscard]] Outcome<nlohmann::json> logs_page(const Fields& input, const char* key,
                                                const std::vector<nlohmann::json>& entries,
                                                std::int64_t otherwise, std::int64_t most);

}  // namespace atb::aws_simulator
