#pragma once

#include <string>
#include <string_view>

#include "aws_simulator/wire/call_fields.h"
#include "aws_simulator/wire/service_error.h"

namespace atb::aws_simulator {

/// True for the units that CloudWatch takes; they are told apart by case.
/// Source: MetricDatum, parameter Unit.
[[nodiscard]] bool is_unit(std::string_view unit);

/// The parameter Unit; empty: none was sent. @error InvalidParameterValue  CloudWatch has no such
[[nodiscard]] Outcome<std::string> unit_in(const Fields& input);

}  // namespace atb::aws_simulator
