#include "aws/shell_words.h"

namespace atb::aws {
namespace {

tl::unexpected<core::Error> malformed(std::string message) {
  return core::fail(core::ErrorKind::settings, "aws.words_malformed", std::move(message),
                    "Close every quote, and write a backslash as \\\\.");
}

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/// Takes a quoted piece, its opening quote already gone, up to and with the closing one.
bool take_quoted(std::string_view& text, char quote, std::string& word) {
  while (!text.empty()) {
    char c = text.front();
    text.remove_prefix(1);
    if (c == quote) return true;
    if (c == '\\' && quote == '"' && !text.empty() &&
        (text.front() == '"' || text.front() == '\\')) {
      c = text.front();
      text.remove_prefix(1);
    }
    word += c;
  }
  return false;
}

}  // namespace

core::Result<std::vector<std::string>> split_words(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  bool in_word = false;
  while (!text.empty()) {
    const char c = text.front();
    text.remove_prefix(1);
    if (is_blank(c)) {
      if (in_word) words.push_back(std::move(word));
      word.clear();
      in_word = false;
      continue;
    }
    in_word = true;
    if (c == '\'' || c == '"') {
      if (!take_quoted(text, c, word)) return malformed("a quote is not closed");
    } else if (c == '\\') {
      if (text.empty()) return malformed("a backslash stands at the end");
      word += text.front();
      text.remove_prefix(1);
    } else {
      word += c;
    }
  }
  if (in_word) words.push_back(std::move(word));
  return words;
}

}  // namespace atb::aws
