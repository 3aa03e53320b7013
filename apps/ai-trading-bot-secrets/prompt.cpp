#include "ai-trading-bot-secrets/prompt.h"

#include <cstring>
#include <memory>
#include <optional>

#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/ui.h>
#include <termios.h>
#include <unistd.h>

namespace atb::app {
namespace {

using core::ErrorKind;
using core::Result;

/// Echo off before the question is shown: OpenSSL turns it off only afterwards, and what is pasted
/// in between would stand on the screen.
class Hidden {
 public:
  Hidden() : terminal_{::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)} {
    if (terminal_ < 0 || ::tcgetattr(terminal_, &before_) != 0) return;
    termios hidden = before_;
    hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    changed_ = ::tcsetattr(terminal_, TCSANOW, &hidden) == 0;
  }
  Hidden(const Hidden&) = delete;
  Hidden& operator=(const Hidden&) = delete;
  ~Hidden() {
    if (changed_) ::tcsetattr(terminal_, TCSANOW, &before_);
    if (terminal_ >= 0) ::close(terminal_);
  }

 private:
  int terminal_;
  termios before_{};
  bool changed_ = false;
};

/// OpenSSL's dialogue: it talks to /dev/tty and puts the terminal back after an interrupt.
Result<core::SecretString> ask_terminal(const std::string& question, bool echo) {
  if (!has_terminal())
    return core::fail(ErrorKind::usage, "prompt.no_terminal",
                      "there is no terminal to ask for the settings on",
                      "Give them in a file: --from-env FILE or --from-json FILE (- for stdin).");
  constexpr int kLengthMax = 4'096;
  core::SecretBuffer answer(kLengthMax + 1, '\0');
  const std::unique_ptr<UI, decltype(&UI_free)> dialogue{UI_new_method(UI_OpenSSL()), UI_free};
  const int flags = echo ? UI_INPUT_FLAG_ECHO : 0;
  std::optional<Hidden> hidden;
  if (!echo) hidden.emplace();
  const bool asked = dialogue && UI_add_input_string(dialogue.get(), question.c_str(), flags,
                                                     answer.data(), 0, kLengthMax) >= 0;
  if (!asked || UI_process(dialogue.get()) != 0)
    return core::fail(ErrorKind::refused, "prompt.cancelled", "cancelled; nothing was changed");
  answer.resize(std::strlen(answer.data()));
  return core::SecretString{std::move(answer)};
}

}  // namespace

bool has_terminal() {
  const int terminal = ::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
  if (terminal < 0) return false;
  ::close(terminal);
  return true;
}

Result<core::SecretString> ask_hidden(const std::string& question) {
  return ask_terminal(question, false);
}

Result<core::SecretString> ask(const std::string& question) {
  return ask_terminal(question, true);
}

Result<void> confirm(const std::string& action) {
  if (!has_terminal())
    return core::fail(ErrorKind::refused, "prompt.needs_yes",
                      fmt::format("{}: nobody is there to agree", action),
                      "Look at it with --dry-run, then add --yes.");
  constexpr int kTries = 3;
  std::string question = fmt::format("{}. Type yes to go on: ", action);
  for (int i = 0; i < kTries; ++i) {
    ATB_ASSIGN(const auto answer, ask(question));
    if (answer.reveal() == "yes") return {};
    if (answer.reveal() == "no" || answer.reveal() == "n") break;
    question = "Only the whole word yes goes on, no ends it. Type yes or no: ";
  }
  return core::fail(ErrorKind::refused, "prompt.cancelled", "not agreed to; nothing was changed");
}

}  // namespace atb::app
