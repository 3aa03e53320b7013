#pragma once

#include <span>
#include <string>
#include <string_view>

namespace atb::report {

/// One line of a chart.
struct Line {
  std::string_view name;
  std::string_view color;  ///< CSS
  std::span<const double> values;
};

/// A line chart as SVG text, readable without script or network: at most 1,000 points a line (the
/// lowest and highest of each stretch are kept), a labelled scale, a legend and a text alternative.
/// @pre all lines have the same number of values
[[nodiscard]] std::string line_chart(std::string_view title, std::span<const Line> lines,
                                     std::string_view first_label, std::string_view last_label);

}  // namespace atb::report
