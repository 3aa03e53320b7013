#include "doctor/secret_checks.h"

#include <algorithm>

#include <fmt/format.h>

#include "secrets/checked_values.h"
#include "secrets/rotation/key_age.h"
#include "secrets/rotation/other_environment.h"
#include "settings/secret_json.h"
#include "settings/value_checks.h"

namespace atb::doctor {
namespace {

using core::Error;

bool mentions(const Error& error, std::string_view word) {
  return error.message.find(word) != std::string::npos;
}

bool is_denied(const Error& error) {
  return error.kind == core::ErrorKind::not_authorised;
}

std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

/// Names that were probably meant: the same letters but a few.
std::vector<std::string> near(const std::vector<std::string>& names, const std::string& wanted) {
  constexpr std::size_t kLettersOff = 4;
  std::vector<std::string> found;
  for (const auto& name : names)
    if (distance(name, wanted) <= kLettersOff) found.push_back(name);
  return found;
}

class SecretDoctor {
 public:
  SecretDoctor(const SecretProbes& probes, const Access& access)
      : probes_{probes}, access_{access} {}

  SecretState run() {
    if (!access_.identity) {
      add(skipped("secret", "AWS cannot be asked before region and identity are right"));
      return std::move(state_);
    }
    const auto description = probes_.describe();
    if (description)
      judge_description(*description);
    else
      judge_missing(description.error());
    const bool pending = description && description->deleted;
    if (pending || (!description && !is_denied(description.error())))
      add(skipped("permission", "the secret itself comes first"));
    else
      read(description.has_value());
    check_other();
    return std::move(state_);
  }

 private:
  void add(Finding finding) { state_.findings.push_back(std::move(finding)); }

  std::string place() const {
    return fmt::format("{} in {} of account {}", probes_.secret_id, access_.region,
                       access_.identity->account);
  }

  void judge_description(const aws::SecretDescription& found) {
    if (found.deleted) {
      add(broken(
          "secret",
          fmt::format("{} is scheduled for deletion on {}", place(), core::to_text(*found.deleted)),
          fmt::format("Bring it back; making it anew would change its ARN:\n"
                      "ai-trading-bot-secrets init --restore --secret-id {} --region {}",
                      probes_.secret_id, access_.region)));
      return;
    }
    add(good("secret", fmt::format("{} exists", place())));
    for (const auto& [version, stages] : found.stages_by_version) {
      const auto carries = [&stages = stages](std::string_view label) {
        return std::find(stages.begin(), stages.end(), label) != stages.end();
      };
      if (carries("AWSPENDING") && !carries("AWSCURRENT"))
        add(warning(
            "pending-version",
            fmt::format("version {} is left as AWSPENDING by a change that did not end", version),
            "See what it holds and finish or drop it:\n"
            "ai-trading-bot-secrets versions, then set or rotate again"));
    }
  }

  settings::Environment other_environment() const {
    return probes_.environment == settings::Environment::staging ? settings::Environment::production
                                                                 : settings::Environment::staging;
  }
  std::string other_name() const {
    return secrets::other_secret_id({probes_.environment, probes_.secret_id});
  }

  void judge_missing(const Error& error) {
    if (is_denied(error)) return;  // reading tells more
    if (error.kind != core::ErrorKind::not_found) {
      add(broken_by("secret", error));
      return;
    }
    std::string text = fmt::format("there is no {}", place());
    std::string cure = "Check --environment, --secret-id and --region.";
    if (const auto names = probes_.names()) {
      const auto meant = near(*names, probes_.secret_id);
      const auto other = other_name();
      if (!meant.empty())
        text += fmt::format("; there is {}: the name may be mistyped", fmt::join(meant, ", "));
      else if (names->empty())
        text += "; the region holds no secret at all: it may be the wrong one";
      else if (std::find(names->begin(), names->end(), other) != names->end()) {
        text += fmt::format("; there is {}, of the other environment", other);
        cure += fmt::format(
            " If that one is meant:\n"
            "ai-trading-bot-secrets doctor --environment {} --secret-id {}",
            settings::name_of(other_environment()), other);
      }
    }
    cure += fmt::format("\nOr make it:\nai-trading-bot-secrets init --environment {} --region {}",
                        settings::name_of(probes_.environment), access_.region);
    add(broken("secret", std::move(text), std::move(cure)));
  }

  void read(bool described) {
    const auto secret = probes_.read();
    if (secret) {
      add(good("permission", "this identity may read it"));
      judge_value(*secret);
      return;
    }
    add(denied_or_broken(secret.error(), described));
  }

  Finding denied_or_broken(const Error& error, bool described) const {
    Finding finding = broken_by("permission", error);
    if (error.code == "ResourceNotFoundException" && described) {
      finding.check = "current-version";
      finding.text = "the secret has no version with AWSCURRENT: it was made without a value";
      finding.cure = "Give it one: ai-trading-bot-secrets init";
      return finding;
    }
    if (mentions(error, "KMS") || error.code == "DecryptionFailure") {
      finding.check = "kms";
      return finding;
    }
    if (!is_denied(error)) return finding;
    const auto who = describe_identity(*access_.identity);
    if (mentions(error, "explicit deny")) {
      finding.text =
          fmt::format("{} is denied by a policy in so many words: {}", who, error.message);
      finding.cure =
          "Look for \"Effect\": \"Deny\" in the secret's resource policy, the role's policies and\n"
          "its boundary; an Allow elsewhere cannot outweigh it.";
      return finding;
    }
    finding.text = described ? fmt::format("{} may see {} but not read its value", who, place())
                             : fmt::format(
                                   "{} may not read {}: no policy allows it, or the name or "
                                   "region is not the one that the policy names",
                                   who, place());
    finding.cure = fmt::format(
        "Compare and mend: ai-trading-bot-secrets policy --environment {}\n"
        "then attach it: ai-trading-bot-secrets role --environment {} --apply\n"
        "Fresh policies take up to a minute.",
        settings::name_of(probes_.environment), settings::name_of(probes_.environment));
    return finding;
  }

  void judge_value(const aws::SecretValue& secret) {
    state_.version_id = secret.version_id;
    auto values = settings::parse_secret_json(secret.value.reveal());
    if (!values) {
      add(broken_by("shape", values.error()));
      return;
    }
    auto taken = secrets::take_secret(secret.value.reveal(), probes_.environment);
    add(taken ? good("shape", fmt::format("{} settings, all within their ranges", values->size()))
              : broken_by("shape", taken.error()));
    if (taken)
      for (const auto& text : taken->warnings)
        add(warning("settings", text, "ai-trading-bot-secrets set changes single settings."));
    judge_key_age(secret, *values);
    state_.values = std::move(taken ? taken->values : *values);
  }

  /// Each change of a setting makes a version: the key is as old as the first of those that hold
  /// it. Who may not list versions knows the age of the last change alone.
  void judge_key_age(const aws::SecretValue& secret, const settings::Values& values) {
    if (!is_real(values.find("BINANCE_API_KEY"))) return;
    const auto since = probes_.key_since();
    const auto known = since && *since ? std::min(**since, secret.created) : secret.created;
    if (const auto text = secrets::key_age_warning(known, probes_.now))
      add(warning("key-age", *text, "ai-trading-bot-secrets rotate"));
  }

  /// What stands for a key in paper mode opens nothing and does not age.
  static bool is_real(const core::SecretString* key) {
    return key != nullptr && !key->empty() && !settings::is_placeholder(key->reveal());
  }

  /// One pair of keys in both environments makes a paper bot a live one; and whoever may read both
  /// secrets from the bot's machine carries the production keys to the staging box.
  void check_other() {
    const auto other = probes_.read_other();
    if (!other) return;
    if (is_instance(*access_.identity))
      add(warning("least-privilege",
                  "this instance may read the secret of the other environment too",
                  "Give each environment its own role and policy:\n"
                  "ai-trading-bot-secrets policy --help"));
    const auto theirs = settings::parse_secret_json(other->value.reveal());
    if (!theirs || !state_.values) return;
    const auto* const key = theirs->find("BINANCE_API_KEY");
    const auto* const ours = state_.values->find("BINANCE_API_KEY");
    if (is_real(key) && ours != nullptr && key->equals(*ours))
      add(broken("shared-key", "BINANCE_API_KEY is the same in staging and production",
                 "Make a key for each at Binance, then: ai-trading-bot-secrets rotate"));
  }

  const SecretProbes& probes_;
  const Access& access_;
  SecretState state_;
};

}  // namespace

SecretState check_secret(const SecretProbes& probes, const Access& access) {
  return SecretDoctor{probes, access}.run();
}

}  // namespace atb::doctor
