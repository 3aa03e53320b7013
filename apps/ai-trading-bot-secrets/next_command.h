#pragma once

#include <string>
#include <string_view>

#include "ai-trading-bot-secrets/secret_flags.h"
#include "core/error.h"

namespace atb::app {

/// The command that comes next, on the same secret: "ai-trading-bot-secrets VERB --environment …"
/// with the options that say which secret and where (--secret-id, --region, --profile,
/// --endpoint-url), as far as the user gave them. The environment is always said.
/// @param verb  with options of its own behind it, if any: "rotate --finish"
[[nodiscard]] std::string next_command(const SecretFlags& flags, std::string_view verb);

/// Text for people with the same options put into each command of this program that it names: a
/// library does not know how it was called. What a command names itself stays.
[[nodiscard]] std::string with_options(std::string_view text, const SecretFlags& flags);

/// The outcome of a verb, its advice with the options that the user gave.
template <class T>
[[nodiscard]] core::Result<T> with_options(core::Result<T> outcome, const SecretFlags& flags) {
  if (!outcome) outcome.error().advice = with_options(outcome.error().advice, flags);
  return outcome;
}

/// A word as a shell takes it: in quotes where it needs them.
[[nodiscard]] std::string shell_word(std::string_view word);

}  // namespace atb::app
