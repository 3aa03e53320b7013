#include "ai-trading-bot-secrets/aws_hint.h"

#include <fmt/format.h>

#include "ai-trading-bot-secrets/next_command.h"

namespace atb::app {

std::string with_aws_profile(std::string_view text, std::string_view profile) {
  constexpr std::string_view kTool = "aws ";
  if (profile.empty()) return std::string{text};
  std::string result;
  while (!text.empty()) {
    const auto line = text.substr(0, text.find('\n'));
    auto at = line.starts_with(kTool) ? 0 : line.find(": aws ");
    if (at != std::string_view::npos) {
      at += line.starts_with(kTool) ? kTool.size() : std::string_view{": aws "}.size();
      result += fmt::format("{}--profile {} {}", line.substr(0, at), shell_word(profile),
                            line.substr(at));
    } else {
      result += line;
    }
    text.remove_prefix(line.size());
    if (!text.empty()) {
      result += '\n';
      text.remove_prefix(1);
    }
  }
  return result;
}

}  // namespace atb::app
