#include "aws_simulator/filter_pattern_parser.h"

#include <charconv>

#include <fmt/format.h>

#include "aws_simulator/json_input.h"
#include "aws_simulator/outcome.h"

namespace atb::aws_simulator {
namespace {

using Kind = FilterNode::Kind;

constexpr int kDepthMax = 32;
constexpr std::string_view kBlanks = " \t\r\n";

tl::unexpected<ServiceError> invalid(std::string_view why) {
  return refuse("InvalidParameterException", fmt::format("Invalid filter pattern: {}.", why));
}

bool is_blank(char c) {
  return kBlanks.find(c) != std::string_view::npos;
}

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-' || c == '$' || c == '@' || c == ':' || static_cast<unsigned char>(c) >= 0x80;
}

/// Reads the inside of the braces from left to right.
class Parser {
 public:
  explicit Parser(std::string_view text) : rest_{text} {}

  Outcome<FilterNode> whole() {
    ATB_TAKE(auto node, any(0));
    skip_blanks();
    if (!rest_.empty()) return invalid(fmt::format("\"{}\" is not expected", rest_.substr(0, 20)));
    return node;
  }

  Outcome<Path> path() {
    skip_blanks();
    if (!take("$")) return invalid("a path begins with $.");
    Path path;
    while (!rest_.empty() && (rest_.front() == '.' || rest_.front() == '[')) {
      if (take("[")) {
        ATB_TAKE(const auto index, list_index());
        path.push_back({"", index});
      } else {
        rest_.remove_prefix(1);
        const auto name = take_while(&is_name_character);
        if (name.empty()) return invalid("a name is missing after the dot");
        path.push_back({std::string{name}, std::nullopt});
      }
    }
    if (path.empty()) return invalid("a path names at least one member");
    return path;
  }

  [[nodiscard]] bool is_at_end() const { return rest_.empty(); }

 private:
  void skip_blanks() {
    while (!rest_.empty() && is_blank(rest_.front())) rest_.remove_prefix(1);
  }

  bool take(std::string_view token) {
    if (!rest_.starts_with(token)) return false;
    rest_.remove_prefix(token.size());
    return true;
  }

  /// A word that ends there, such as "NOT" but not "NOTHING".
  bool take_word(std::string_view word) {
    skip_blanks();
    if (!rest_.starts_with(word) ||
        (rest_.size() > word.size() && is_name_character(rest_[word.size()])))
      return false;
    rest_.remove_prefix(word.size());
    return true;
  }

  template <class Predicate>
  std::string_view take_while(Predicate wanted) {
    std::size_t length = 0;
    while (length < rest_.size() && wanted(rest_[length])) ++length;
    const auto taken = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return taken;
  }

  Outcome<std::size_t> list_index() {
    std::size_t index = 0;
    const auto digits = take_while([](char c) { return c >= '0' && c <= '9'; });
    const auto [stop, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), index);
    if (digits.empty() || fault != std::errc{} || !take("]"))
      return invalid("an index is a number in brackets");
    return index;
  }

  Outcome<FilterNode> any(int depth) { return joined("||", Kind::any, depth); }

  /// One operand, or several with the operator between them.
  Outcome<FilterNode> joined(std::string_view sign, Kind kind, int depth) {
    FilterNode node;
    node.kind = kind;
    do {
      ATB_TAKE(auto operand, kind == Kind::any ? joined("&&", Kind::all, depth) : term(depth));
      node.children.push_back(std::move(operand));
      skip_blanks();
    } while (take(sign));
    if (node.children.size() > 1) return node;
    FilterNode only = std::move(node.children.front());
    return only;
  }

  Outcome<FilterNode> term(int depth) {
    skip_blanks();
    if (!take("(")) return test();
    if (depth == kDepthMax) return invalid("too many parentheses");
    ATB_TAKE(auto node, any(depth + 1));
    skip_blanks();
    if (!take(")")) return invalid("a parenthesis is not closed");
    return node;
  }

  Outcome<FilterNode> test() {
    FilterNode node;
    ATB_TAKE(node.path, path());
    if (take_word("NOT")) {
      node.kind = Kind::not_exists;
      if (!take_word("EXISTS")) return invalid("NOT must be followed by EXISTS");
      return node;
    }
    if (take_word("EXISTS")) {
      node.kind = Kind::exists;
      return node;
    }
    if (take_word("IS")) return is_test(std::move(node));
    return comparison(std::move(node));
  }

  Outcome<FilterNode> is_test(FilterNode node) {
    if (take_word("TRUE"))
      node.kind = Kind::is_true;
    else if (take_word("FALSE"))
      node.kind = Kind::is_false;
    else if (take_word("NULL"))
      node.kind = Kind::is_null;
    else
      return invalid("IS must be followed by TRUE, FALSE or NULL");
    return node;
  }

  Outcome<FilterNode> comparison(FilterNode node) {
    skip_blanks();
    for (const std::string_view sign : {"!=", "<=", ">=", "=", "<", ">"})
      if (node.comparison.empty() && take(sign)) node.comparison = sign;
    if (node.comparison.empty()) return invalid("a comparison or EXISTS is missing after the path");
    skip_blanks();
    if (rest_.starts_with('%')) return invalid("regular expressions are not understood");
    if (rest_.starts_with('"')) {
      ATB_TAKE(node.text, quoted());
    } else {
      node.text = take_while([](char c) {
        return !is_blank(c) && c != ')' && c != '(' && c != '&' && c != '|' && c != '"' && c != '}';
      });
      if (node.text.empty()) return invalid("a value is missing after the comparison");
      double number = 0;
      const char* const end = node.text.data() + node.text.size();
      const auto [stop, fault] = std::from_chars(node.text.data(), end, number);
      if (fault == std::errc{} && stop == end) node.number = number;
    }
    const bool needs_number = node.comparison != "=" && node.comparison != "!=";
    if (needs_number && !node.number) return invalid("< and > compare with a number");
    return node;
  }

  Outcome<std::string> quoted() {
    std::string text;
    for (std::size_t i = 1; i < rest_.size(); ++i) {
      if (rest_[i] == '"') {
        rest_.remove_prefix(i + 1);
        return text;
      }
      if (rest_[i] == '\\' && i + 1 < rest_.size()) ++i;
      text += rest_[i];
    }
    return invalid("a quotation mark is not closed");
  }

  std::string_view rest_;
};

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

/// The next word or quoted text, taken from the front.
Outcome<std::string> take_term(std::string_view& rest) {
  if (rest.starts_with('"')) {
    const auto end = rest.find('"', 1);
    if (end == std::string_view::npos) return invalid("a quotation mark is not closed");
    std::string word{rest.substr(1, end - 1)};
    rest.remove_prefix(end + 1);
    return word;
  }
  const auto end = std::min(rest.find_first_of(kBlanks), rest.size());
  std::string word{rest.substr(0, end)};
  rest.remove_prefix(end);
  return word;
}

Outcome<FilterPattern> parse_terms(std::string_view text) {
  FilterTerms terms;
  for (auto rest = trimmed(text); !rest.empty(); rest = trimmed(rest)) {
    auto* list = &terms.required;
    if (rest.front() == '?') list = &terms.optional;
    if (rest.front() == '-') list = &terms.excluded;
    if (list != &terms.required) rest.remove_prefix(1);
    ATB_TAKE(auto word, take_term(rest));
    if (word.empty()) return invalid("a word is missing");
    list->push_back(std::move(word));
  }
  return FilterPattern{std::move(terms)};
}

}  // namespace

Outcome<FilterPattern> parse_filter_pattern(std::string_view text) {
  const auto pattern = trimmed(text);
  if (pattern.starts_with('['))
    return invalid("patterns of blank-separated fields are not understood");
  if (pattern.starts_with('%')) return invalid("regular expressions are not understood");
  if (!pattern.starts_with('{')) return parse_terms(pattern);
  if (!pattern.ends_with('}')) return invalid("the brace is not closed");
  ATB_TAKE(auto root, Parser{pattern.substr(1, pattern.size() - 2)}.whole());
  return FilterPattern{std::move(root)};
}

Outcome<Path> parse_filter_path(std::string_view text) {
  Parser parser{text};
  ATB_TAKE(auto path, parser.path());
  if (!parser.is_at_end()) return invalid("the path goes on after its end");
  return path;
}

}  // namespace atb::aws_simulator
