#include "binance/book/order_book.h"

#include <algorithm>
#include <utility>

namespace atb::binance {
namespace {

/// Ten minutes of 100 ms updates: a snapshot that takes longer is asked again.
constexpr std::size_t kBufferedMax = 6'000;

/// Sets one level of a side whose best stands last. @param worse  orders by price, worst first
template <class Worse>
void set_level(std::vector<Level>& side, const Level& level, const Worse& worse) {
  const auto at =
      std::lower_bound(side.begin(), side.end(), level,
                       [&](const Level& a, const Level& b) { return worse(a.price, b.price); });
  const bool there = at != side.end() && at->price == level.price;
  if (level.quantity.is_zero()) {
    if (there) side.erase(at);
  } else if (there) {
    at->quantity = level.quantity;
  } else {
    side.insert(at, level);
  }
}

constexpr auto kLower = [](core::Price a, core::Price b) { return a < b; };
constexpr auto kHigher = [](core::Price a, core::Price b) { return a > b; };

/// Takes levels from the best on.
std::optional<OrderBook::Sweep> sweep(const std::vector<Level>& side, core::Quantity quantity,
                                      core::Rounding against_us) {
  OrderBook::Sweep result;
  core::Quantity left = quantity;
  for (auto level = side.rbegin(); level != side.rend() && left.is_positive(); ++level) {
    const auto taken = std::min(left, level->quantity);
    result.quote += core::notional(level->price, taken, against_us);
    result.worst = level->price;
    left -= taken;
  }
  if (left.is_positive()) return std::nullopt;
  const auto units = core::divide(core::multiply(result.quote.units(), core::kUnitsPerOne),
                                  quantity.units(), against_us);
  result.average = core::Price::from_units(static_cast<std::int64_t>(units));
  return result;
}

}  // namespace

OrderBook::OrderBook(std::size_t levels_max) : levels_max_{levels_max} {}

void OrderBook::restart() {
  state_ = State::buffering;
  update_id_ = 0;
  bids_.clear();
  asks_.clear();
  lowest_known_bid_.reset();
  highest_known_ask_.reset();
  buffered_.clear();
}

bool OrderBook::needs_snapshot() const noexcept {
  return state_ == State::buffering && !buffered_.empty();
}

OrderBook::Applied OrderBook::on_update(const DepthUpdate& update) {
  if (state_ == State::buffering) {
    const bool follows =
        buffered_.empty() || update.first_update_id <= buffered_.back().last_update_id + 1;
    if (!follows || buffered_.size() >= kBufferedMax) buffered_.clear();
    if (!buffered_.empty() && update.last_update_id <= buffered_.back().last_update_id)
      return Applied::ignored;
    buffered_.push_back(update);
    return follows ? Applied::buffered : Applied::gap;
  }
  if (update.last_update_id <= update_id_) return Applied::ignored;
  if (update.first_update_id > update_id_ + 1) {
    restart();
    buffered_.push_back(update);
    return Applied::gap;
  }
  apply(update);
  if (!ran_out()) return Applied::applied;
  restart();
  buffered_.push_back(update);
  return Applied::edge;
}

/// Nobody knows what lies beyond the last level of a side that goes on.
bool OrderBook::ran_out() const noexcept {
  return (lowest_known_bid_ && bids_.empty()) || (highest_known_ask_ && asks_.empty());
}

OrderBook::Taken OrderBook::on_snapshot(const DepthSnapshot& snapshot) {
  if (state_ == State::ready) return Taken::ready;
  // Without an update we cannot tell whether the stream begins before the snapshot ends.
  if (buffered_.empty() || snapshot.last_update_id + 1 < buffered_.front().first_update_id)
    return Taken::too_old;
  bids_.assign(snapshot.bids.rbegin(), snapshot.bids.rend());
  asks_.assign(snapshot.asks.rbegin(), snapshot.asks.rend());
  const auto by = [](const auto& worse) {
    return [worse](const Level& a, const Level& b) { return worse(a.price, b.price); };
  };
  std::sort(bids_.begin(), bids_.end(), by(kLower));
  std::sort(asks_.begin(), asks_.end(), by(kHigher));
  // A full side goes on beyond its last level, nobody knows how.
  if (bids_.size() >= levels_max_ && !bids_.empty()) lowest_known_bid_ = bids_.front().price;
  if (asks_.size() >= levels_max_ && !asks_.empty()) highest_known_ask_ = asks_.front().price;
  update_id_ = snapshot.last_update_id;
  state_ = State::ready;
  for (const auto& update : std::exchange(buffered_, {})) on_update(update);
  return state_ == State::ready ? Taken::ready : Taken::gap;
}

void OrderBook::apply(const DepthUpdate& update) {
  for (const auto& level : update.bids)
    if (!lowest_known_bid_ || level.price >= *lowest_known_bid_) set_level(bids_, level, kLower);
  for (const auto& level : update.asks)
    if (!highest_known_ask_ || level.price <= *highest_known_ask_) set_level(asks_, level, kHigher);
  update_id_ = update.last_update_id;
}

std::optional<Level> OrderBook::best_bid() const noexcept {
  if (state_ != State::ready || bids_.empty()) return std::nullopt;
  return bids_.back();
}

std::optional<Level> OrderBook::best_ask() const noexcept {
  if (state_ != State::ready || asks_.empty()) return std::nullopt;
  return asks_.back();
}

std::optional<OrderBook::Sweep> OrderBook::buy(core::Quantity quantity) const {
  if (state_ != State::ready) return std::nullopt;
  return sweep(asks_, quantity, core::Rounding::ceiling);
}

std::optional<OrderBook::Sweep> OrderBook::sell(core::Quantity quantity) const {
  if (state_ != State::ready) return std::nullopt;
  return sweep(bids_, quantity, core::Rounding::floor);
}

}  // namespace atb::binance
