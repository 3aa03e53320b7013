#include "aws_simulator/monitoring/metric_units.h"

#include <set>

#include <fmt/format.h>

namespace atb::aws_simulator {

bool is_unit(std::string_view unit) {
  static const std::set<std::string_view> kUnits{"Seconds",
                                                 "Microseconds",
                                                 "Milliseconds",
                                                 "Bytes",
                                                 "Kilobytes",
                                                 "Megabytes",
                                                 "Gigabytes",
                                                 "Terabytes",
                                                 "Bits",
                                                 "Kilobits",
                                                 "Megabits",
                                                 "Gigabits",
                                                 "Terabits",
                                                 "Percent",
                                                 "Count",
                                                 "Bytes/Second",
                                                 "Kilobytes/Second",
                                                 "Megabytes/Second",
                                                 "Gigabytes/Second",
                                                 "Terabytes/Second",
                                                 "Bits/Second",
                                                 "Kilobits/Second",
                                                 "Megabits/Second",
                                                 "Gigabits/Second",
                                                 "Terabits/Second",
                                                 "Count/Second",
                                                 "None"};
  return kUnits.contains(unit);
}

Outcome<std::string> unit_in(const Fields& input) {
  ATB_TAKE(auto unit, input.text("Unit"));
  if (unit.empty() || is_unit(unit)) return unit;
  return refuse("InvalidParameterValue",
                fmt::format("The parameter Unit must be a unit of CloudWatch, not {}.", unit));
}

}  // namespace atb::aws_simulator
