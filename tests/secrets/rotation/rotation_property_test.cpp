#include <algorithm>
#include <set>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "secrets/support/rotation_world.h"

namespace atb::secrets {
namespace {

using test::Mishap;
using test::RotationWorld;

enum class Act { rotate_b, rotate_c, rotate_d, rotate_a, abort, finish, set, kill_old_keys };

constexpr std::string_view kLetters = "abcd";

/// Whole pairs that were given, and what aborts took out of use.
class Watch {
 public:
  explicit Watch(RotationWorld& world) : world_{world} {}

  void act(Act act) {
    const char before = world_.key();
    switch (act) {
      case Act::abort:
        return abort(before);
      case Act::finish:
        return finish();
      case Act::set:
        level_ = level_ == "INFO" ? "DEBUG" : "INFO";
        (void)world_.set("LOG_LEVEL", level_);
        RC_ASSERT(world_.key() == before);
        return;
      case Act::kill_old_keys:
        for (const char letter : kLetters)
          if (letter != before) world_.keys.erase(test::key_of(letter));
        return;
      default:
        return rotate(letter_of(act), before);
    }
  }

  /// The pair in force is one that was given, with its own secret.
  void assert_whole_pair() {
    for (const auto& state : world_.aws.history()) {
      const auto values = settings::parse_secret_json(state.text);
      RC_ASSERT(values.has_value());
      const auto letter = values->find("BINANCE_API_KEY")->reveal().front();
      RC_ASSERT(kLetters.find(letter) != std::string_view::npos);
      RC_ASSERT(settings::difference(pair_of(*values), test::pair_of_letter(letter)).empty());
    }
  }

  static char letter_of(Act act) {
    return act == Act::rotate_a   ? 'a'
           : act == Act::rotate_b ? 'b'
           : act == Act::rotate_c ? 'c'
                                  : 'd';
  }

  void rotate(char letter, char before) {
    // It may come into force now or be finished later: the user wants it again.
    rejected_.erase(letter);
    const auto done = world_.rotate(letter);
    if (done) RC_ASSERT(world_.key() == letter);
    if (!done && is_certain(done.error())) RC_ASSERT(world_.key() == before);
  }

  void abort(char before) {
    const auto done = world_.abort();
    const char now = world_.key();
    if (now != before) {
      RC_ASSERT(!rejected_.contains(now));
      rejected_.insert(before);
    }
    if (!done) {
      if (is_certain(done.error())) RC_ASSERT(now == before);
      return;
    }
    RC_ASSERT(done->in_force.find(std::string(4, now)) != std::string::npos);
    RC_ASSERT((done->way == AbortWay::go_back) == (now != before));
    if (done->way == AbortWay::give_up) rejected_.insert(letter_in(done->rejected_key));
  }

  /// Told complete: every other key that the versions still hold is dead.
  void finish() {
    const char before = world_.key();
    const auto done = world_.finish();
    RC_ASSERT(world_.key() == before);
    if (!done) return;
    RC_ASSERT(!done->keys.empty());
    const auto befalls = std::exchange(world_.line.befalls, nullptr);
    const auto old = find_old_pairs(world_.manager, test::kProduction, world_.in_force());
    world_.line.befalls = befalls;
    for (const auto& pair : old->pairs)
      RC_ASSERT(!world_.keys.contains(std::string{pair.pair.find("BINANCE_API_KEY")->reveal()}));
  }

 private:
  static bool is_certain(const core::Error& error) {
    return error.code != "secrets.outcome_unknown";
  }
  /// "****bbbb (24 characters)"
  static char letter_in(const std::string& masked) { return masked.at(4); }
  static settings::Values pair_of(const settings::Values& values) {
    settings::Values pair;
    for (const char* name : {"BINANCE_API_KEY", "BINANCE_API_SECRET"})
      pair.set(name, values.find(name)->clone());
    return pair;
  }

  RotationWorld& world_;
  std::set<char> rejected_;
  std::string level_ = "INFO";
};

std::vector<Act> some_acts() {
  constexpr std::size_t kActs = 12;
  const auto act = rc::gen::weightedElement<Act>({{3, Act::rotate_b},
                                                  {2, Act::rotate_c},
                                                  {1, Act::rotate_d},
                                                  {1, Act::rotate_a},
                                                  {6, Act::abort},
                                                  {2, Act::finish},
                                                  {1, Act::set},
                                                  {1, Act::kill_old_keys}});
  return *rc::gen::container<std::vector<Act>>(kActs, act);
}

/// What befalls each request in turn; nothing after the last.
std::function<Mishap(const std::string&)> some_mishaps() {
  constexpr std::size_t kMishaps = 60;
  const auto mishap = rc::gen::weightedElement<Mishap>({{20, Mishap::none},
                                                        {1, Mishap::lost_before},
                                                        {2, Mishap::lost_after},
                                                        {1, Mishap::server_error},
                                                        {1, Mishap::throttled},
                                                        {1, Mishap::half_answer},
                                                        {1, Mishap::denied}});
  auto all = *rc::gen::container<std::vector<Mishap>>(kMishaps, mishap);
  return [all = std::move(all), at = std::size_t{0}](const std::string&) mutable {
    return at < all.size() ? all[at++] : Mishap::none;
  };
}

/// Undisturbed, an abort ends, and a second one finds nothing to do; a rotation into a new pair
/// ends, and can be taken back.
void assert_running_again_finishes(RotationWorld& world, Watch& watch) {
  world.line.befalls = nullptr;
  for (const char letter : kLetters) world.keys[test::key_of(letter)] = test::good_key();
  watch.act(Act::abort);
  const char settled = world.key();
  const auto again = world.abort();
  RC_ASSERT(world.key() == settled);
  if (again) RC_ASSERT(again->way == AbortWay::nothing);
  const Act to = settled == 'b' ? Act::rotate_c : Act::rotate_b;
  watch.act(to);
  RC_ASSERT(world.key() == Watch::letter_of(to));
  const auto back = world.abort();
  RC_ASSERT(back.has_value());
  RC_ASSERT(world.key() == settled);
}

RC_GTEST_PROP(Rotation, KeepsAWholePairInForceAndNeverGoesBackToARejectedOne, ()) {
  constexpr int kRoundsPerCase = 5;
  for (int round = 0; round < kRoundsPerCase; ++round) {
    RotationWorld world;
    Watch watch{world};
    world.line.befalls = some_mishaps();
    for (const Act act : some_acts()) watch.act(act);
    watch.assert_whole_pair();
    assert_running_again_finishes(world, watch);
  }
}

}  // namespace
}  // namespace atb::secrets
