#include "aws_simulator/wildcard.h"

#include "net/headers.h"

namespace atb::aws_simulator {
namespace {

constexpr int kArnParts = 6;

/// Goes back to the last star only: what stands before it has its shortest match already.
bool matches(std::string_view pattern, std::string_view text, bool question_is_special) {
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t star = std::string_view::npos;
  std::size_t retry = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      retry = t;
    } else if (p < pattern.size() &&
               ((question_is_special && pattern[p] == '?') || pattern[p] == text[t])) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++retry;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

/// Takes the text up to the next colon, or all of it for the last part.
std::string_view take_part(std::string_view& rest, bool is_last) {
  const auto end = is_last ? rest.size() : std::min(rest.find(':'), rest.size());
  const auto part = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

}  // namespace

bool matches_wildcard(std::string_view pattern, std::string_view text) {
  return matches(pattern, text, true);
}

bool matches_wildcard_ignoring_case(std::string_view pattern, std::string_view text) {
  return matches(net::lower_case(pattern), net::lower_case(text), true);
}

bool matches_star(std::string_view pattern, std::string_view text) {
  return matches(pattern, text, false);
}

bool matches_arn(std::string_view pattern, std::string_view arn) {
  for (int part = 1; part <= kArnParts; ++part) {
    const bool is_last = part == kArnParts;
    if (!matches_wildcard(take_part(pattern, is_last), take_part(arn, is_last))) return false;
  }
  return true;
}

}  // namespace atb::aws_simulator
