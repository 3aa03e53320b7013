#include "report/chart.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

#include <fmt/format.h>

namespace atb::report {
namespace {

constexpr double kWidth = 960;
constexpr double kHeight = 280;
constexpr double kLeft = 80;
constexpr double kBottom = 28;
constexpr double kTop = 28;
constexpr std::size_t kStretches = 500;

struct Scale {
  double lowest = std::numeric_limits<double>::max();
  double highest = std::numeric_limits<double>::lowest();
  std::size_t count = 0;

  [[nodiscard]] double x(std::size_t i) const {
    const auto last = static_cast<double>(std::max<std::size_t>(1, count - 1));
    return kLeft + (kWidth - kLeft) * static_cast<double>(i) / last;
  }
  [[nodiscard]] double y(double value) const {
    const double span = highest > lowest ? highest - lowest : 1;
    return kTop + (kHeight - kTop - kBottom) * (1 - (value - lowest) / span);
  }
};

Scale scale_of(std::span<const Line> lines) {
  Scale scale;
  for (const auto& line : lines) {
    scale.count = std::max(scale.count, line.values.size());
    for (const double value : line.values) {
      scale.lowest = std::min(scale.lowest, value);
      scale.highest = std::max(scale.highest, value);
    }
  }
  return scale;
}

void append_line(std::string& svg, const Line& line, const Scale& scale) {
  fmt::format_to(std::back_inserter(svg),
                 R"(<polyline fill="none" stroke="{}" stroke-width="1.5" points=")", line.color);
  const std::size_t stretch = std::max<std::size_t>(1, line.values.size() / kStretches);
  for (std::size_t first = 0; first < line.values.size(); first += stretch) {
    const std::size_t end = std::min(first + stretch, line.values.size());
    auto low = first;
    auto high = first;
    for (std::size_t i = first; i < end; ++i) {
      if (line.values[i] < line.values[low]) low = i;
      if (line.values[i] > line.values[high]) high = i;
    }
    for (const auto i : {std::min(low, high), std::max(low, high)})
      fmt::format_to(std::back_inserter(svg), "{:.1f},{:.1f} ", scale.x(i),
                     scale.y(line.values[i]));
  }
  svg += "\"/>\n";
}

}  // namespace

std::string line_chart(std::string_view title, std::span<const Line> lines,
                       std::string_view first_label, std::string_view last_label) {
  const Scale scale = scale_of(lines);
  std::string svg = fmt::format(R"(<svg viewBox="0 0 {} {}" role="img" aria-label="{}">)"
                                "\n",
                                kWidth, kHeight, title);
  if (scale.count == 0) return svg + "</svg>\n";
  constexpr int kTicks = 4;
  for (int tick = 0; tick <= kTicks; ++tick) {
    const double value = scale.lowest + (scale.highest - scale.lowest) * tick / kTicks;
    fmt::format_to(std::back_inserter(svg),
                   R"(<line x1="{0}" x2="{1}" y1="{2:.1f}" y2="{2:.1f}" class="grid"/>)"
                   R"(<text x="{3}" y="{4:.1f}" text-anchor="end">{5:.6g}</text>)"
                   "\n",
                   kLeft, kWidth, scale.y(value), kLeft - 6, scale.y(value) + 4, value);
  }
  double legend = kLeft;
  for (const auto& line : lines) {
    append_line(svg, line, scale);
    fmt::format_to(std::back_inserter(svg),
                   R"(<text x="{}" y="16" fill="{}">{}</text>)"
                   "\n",
                   legend, line.color, line.name);
    legend += 160;
  }
  fmt::format_to(
      std::back_inserter(svg),
      R"(<text x="{0}" y="{2}">{3}</text><text x="{1}" y="{2}" text-anchor="end">{4}</text>)"
      "\n</svg>\n",
      kLeft, kWidth, kHeight - 8, first_label, last_label);
  return svg;
}

}  // namespace atb::report
