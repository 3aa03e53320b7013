#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

/// Filter patterns of CloudWatch Logs. Pure; `filter_pattern_parser.h` reads them.
/// Source: CloudWatch Logs guide, "Filter pattern syntax". Not understood, and refused: patterns of
/// blank-separated fields ("[ip, user, …]") and regular expressions ("%…%").
namespace atb::aws_simulator {

/// One step of "$.a.b[0]".
struct PathStep {
  std::string name;                  ///< of a member; empty for an index
  std::optional<std::size_t> index;  ///< of a list
};
using Path = std::vector<PathStep>;

/// One comparison or test, or several joined.
struct FilterNode {
  enum class Kind { all, any, compare, exists, not_exists, is_true, is_false, is_null };
  Kind kind = Kind::compare;
  std::vector<FilterNode> children;  ///< of `all` and `any`
  Path path;
  std::string comparison;        ///< "=", "!=", "<", ">", "<=", ">="
  std::string text;              ///< what is compared with; '*' stands for any text
  std::optional<double> number;  ///< set when the text is a number without quotes
};

/// The words of a pattern that is no JSON pattern. Case matters.
struct FilterTerms {
  std::vector<std::string> required;
  std::vector<std::string> optional;  ///< "?word": one of them is enough
  std::vector<std::string> excluded;  ///< "-word"
};

class FilterPattern {
 public:
  explicit FilterPattern(FilterNode root) : root_{std::move(root)} {}
  explicit FilterPattern(FilterTerms terms) : terms_{std::move(terms)} {}

  /// A JSON pattern matches only JSON objects. A comparison with a member that is not there does
  /// not hold, "!=" neither.
  [[nodiscard]] bool matches(std::string_view message) const;

  /// "$.a.b" and its value for every path of a JSON pattern that the message has.
  [[nodiscard]] std::map<std::string, std::string> values_in(std::string_view message) const;

 private:
  std::optional<FilterNode> root_;
  FilterTerms terms_;
};

/// The member that the path names, or null when there is none.
[[nodiscard]] const nlohmann::json* find_path(const nlohmann::json& event, const Path& path);

/// "$.a.b[0]"
[[nodiscard]] std::string to_text(const Path& path);

}  // namespace atb::aws_simulator
