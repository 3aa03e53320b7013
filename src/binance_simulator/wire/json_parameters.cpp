#include "binance_simulator/wire/json_parameters.h"

#include <nlohmann/json.hpp>

namespace atb::binance_simulator {
namespace {

using exchange::Outcome;
using exchange::refuse;

/// The text of a number, a word or a nested array or object that starts at `text`.
/// @pre  `text` starts inside a document that is valid JSON
std::string_view token_at(std::string_view text) {
  if (text[0] != '[' && text[0] != '{') return text.substr(0, text.find_first_of(",} \t\r\n"));
  std::size_t depth = 0;
  bool in_text = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_text) {
      if (c == '\\') ++i;
      if (c == '"') in_text = false;
      continue;
    }
    if (c == '"') in_text = true;
    if (c == '[' || c == '{') ++depth;
    if ((c == ']' || c == '}') && --depth == 0) return text.substr(0, i + 1);
  }
  return text;
}

/// The length of the JSON text, quotes included, that starts at `text`.
std::size_t quoted_length(std::string_view text) {
  std::size_t at = 1;
  while (text[at] != '"') at += text[at] == '\\' ? 2 : 1;
  return at + 1;
}

/// Walks over the members of one object that is known to be valid JSON.
class Members {
 public:
  explicit Members(std::string_view object) : rest_{object} {
    skip();
    rest_.remove_prefix(1);
  }

  bool next() {
    skip();
    if (rest_[0] == ',') rest_.remove_prefix(1);
    skip();
    return rest_[0] != '}';
  }

  std::string name() {
    auto text = take_quoted();
    skip();
    rest_.remove_prefix(1);  // the colon
    skip();
    return text;
  }

  bool is_quoted() const { return rest_[0] == '"'; }

  std::string take_quoted() {
    const auto length = quoted_length(rest_);
    auto text = nlohmann::json::parse(rest_.substr(0, length)).get<std::string>();
    rest_.remove_prefix(length);
    return text;
  }

  std::string take_token() {
    const auto token = token_at(rest_);
    rest_.remove_prefix(token.size());
    return std::string{token};
  }

 private:
  void skip() { rest_.remove_prefix(rest_.find_first_not_of(" \t\r\n")); }
  std::string_view rest_;
};

}  // namespace

Outcome<void> read_json_parameters(std::string_view text, const FieldSink& sink) {
  if (!nlohmann::json::accept(text) || text[text.find_first_not_of(" \t\r\n")] != '{')
    return refuse(-1100, "Illegal characters found in a parameter.");
  Members members{text};
  while (members.next()) {
    auto name = members.name();
    const bool is_quoted = members.is_quoted();
    auto value = is_quoted ? members.take_quoted() : members.take_token();
    if (!is_quoted && value == "null") continue;
    ATB_ALLOW(sink(std::move(name), std::move(value)));
  }
  return {};
}

}  // namespace atb::binance_simulator
