#include "secrets/rotation/old_pairs.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "secrets/change/label_move.h"
#include "secrets/change/versions.h"
#include "secrets/rotation/key_pairs.h"
#include "settings/secret_json.h"

namespace atb::secrets {
namespace {

using core::ErrorKind;
using core::Result;
using settings::Values;

constexpr std::string_view kAbortMark = "abort-";

/// A version and its pair; without a key there is nothing to compare.
struct Held {
  aws::SecretVersion version;
  Values pair;

  [[nodiscard]] bool has(std::string_view label) const { return has_stage(version, label); }
};

bool holds_other_pair(const Values& pair, const Values& in_force) {
  return pair.find(kBinanceKey) != nullptr && pair.find(kBinanceSecret) != nullptr &&
         !has_same(pair, in_force, kBinanceKey);
}

class Reader {
 public:
  Reader(aws::SecretsManager& manager, const Target& target, const Values& in_force)
      : manager_{manager}, target_{target}, in_force_{in_force} {}

  Result<OldPairs> run() {
    ATB_TRY(read_all());
    for (const auto& held : held_)
      if (held.has(kPrevious)) add(held);
    for (const auto& held : held_)
      if (!held.has(kPrevious)) add(held);
    found_.gone_back_from = gone_back_from();
    return std::move(found_);
  }

 private:
  Result<void> read_all() {
    ATB_ASSIGN(auto versions, newest_first(manager_, target_, true));
    for (auto& version : versions) {
      // What is only pending was never in use.
      if (is_only_pending(version)) continue;
      const auto content =
          manager_.get_secret_value(target_.secret_id, {.version_id = version.version_id});
      if (!content && content.error().kind == ErrorKind::not_found) continue;  // AWS deleted it
      if (!content && content.error().code != "aws.binary_secret")
        return core::add_context(content.error(), fmt::format("version {}", version.version_id));
      const auto values = content ? settings::parse_secret_json(content->value.reveal())
                                  : tl::unexpected<core::Error>(content.error());
      if (values)
        held_.push_back({std::move(version), pair_of(*values)});
      else
        found_.unread.push_back(fmt::format("which key version {} holds is not known: {}",
                                            version.version_id, values.error().message));
    }
    return {};
  }

  void add(const Held& held) {
    if (!holds_other_pair(held.pair, in_force_)) return;
    const bool known = std::any_of(found_.pairs.begin(), found_.pairs.end(), [&](const auto& old) {
      return has_same(old.pair, held.pair, kBinanceKey) &&
             has_same(old.pair, held.pair, kBinanceSecret);
    });
    if (!known)
      found_.pairs.push_back({held.version.version_id, held.has(kPrevious), held.pair.clone()});
  }

  /// What was stored after the version in force, and is not an abort's own, was given up. Else the
  /// version that brought the key in force says whether an abort made it.
  std::string gone_back_from() const {
    const auto current = std::find_if(held_.begin(), held_.end(),
                                      [](const Held& held) { return held.has(kCurrent); });
    if (current == held_.end()) return {};
    for (auto later = held_.begin(); later != held_.end(); ++later)
      if (later->version.created && current->version.created &&
          *later->version.created > *current->version.created &&
          !is_of_abort(later->version.version_id) && holds_other_pair(later->pair, in_force_))
        return masked_key(later->pair);
    return is_of_abort(first_with_key(current)->version.version_id) && !found_.pairs.empty()
               ? masked_key(found_.pairs.front().pair)
               : std::string{};
  }

  /// The version that brought the key in force: surely the current one, when the one before it has
  /// another key; else the oldest of an unbroken row.
  std::vector<Held>::const_iterator first_with_key(
      std::vector<Held>::const_iterator current) const {
    if (!found_.pairs.empty() && found_.pairs.front().was_in_force) return current;
    auto first = current;
    for (auto older = current;
         older != held_.end() && has_same(older->pair, in_force_, kBinanceKey); ++older)
      first = older;
    return first;
  }

  aws::SecretsManager& manager_;
  const Target& target_;
  const Values& in_force_;
  std::vector<Held> held_;  ///< newest first
  OldPairs found_;
};

}  // namespace

std::string abort_token(std::string_view random) {
  return fmt::format("{}{}", kAbortMark, random);
}

bool is_of_abort(std::string_view version_id) {
  return version_id.starts_with(kAbortMark);
}

Result<OldPairs> find_old_pairs(aws::SecretsManager& manager, const Target& target,
                                const Values& in_force) {
  return Reader{manager, target, in_force}.run();
}

tl::unexpected<core::Error> no_old_pair(const Target& target) {
  return core::fail(ErrorKind::not_found, "secrets.no_old_pair",
                    fmt::format("no version of {} holds another Binance key", target.secret_id),
                    "AWS keeps versions without a label for a day or more, not for ever.\n"
                    "Look in Binance's API Management for keys that are still there.");
}

}  // namespace atb::secrets
