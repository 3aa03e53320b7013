#pragma once

#include <string>
#include <string_view>

#include "doctor/diagnosis.h"
#include "files/support/sandbox.h"

namespace atb::doctor::test {

/// A set-up in which everything is right, for a test to break in one place.
class Patient {
 public:
  Patient();

  /// Writes the secret's settings into the `.env`, as fetch does.
  void fetch();
  /// Changes one setting of the secret. Empty: removes it.
  void set(std::string_view name, std::string_view value);
  /// The secret's text as it is, whatever it is.
  void set_text(std::string text) { text_ = std::move(text); }
  [[nodiscard]] std::string text() const { return text_; }
  [[nodiscard]] Findings examine() { return diagnose(probes); }

  Probes probes;
  files::test::Sandbox folder;
  aws::SecretDescription description;
  std::string version = "v2";
  binance::KeyFacts key;

 private:
  void surround();
  std::string text_;
};

/// The finding of a check that is not good, or null.
[[nodiscard]] const Finding* complaint(const Findings& findings, std::string_view check);
/// "check: text" of all that is not good, for messages of tests.
[[nodiscard]] std::string complaints(const Findings& findings);

}  // namespace atb::doctor::test
