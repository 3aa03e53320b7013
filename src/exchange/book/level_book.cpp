#include "exchange/book/level_book.h"

#include <algorithm>

namespace atb::exchange {
namespace {

auto find_order(std::deque<PriceLevel::Entry>& entries, std::int64_t order) {
  return std::find_if(entries.begin(), entries.end(),
                      [order](const PriceLevel::Entry& entry) { return entry.order == order; });
}

}  // namespace

bool PriceLevel::house_is_next() const {
  if (house_.shown.is_zero()) return false;
  return entries_.empty() || house_.rank < entries_.front().rank;
}

std::optional<PriceLevel::Entry> PriceLevel::front() const {
  if (house_is_next()) return house_;
  if (entries_.empty()) return std::nullopt;
  return entries_.front();
}

void PriceLevel::push(const Entry& entry) {
  const auto behind =
      std::upper_bound(entries_.begin(), entries_.end(), entry,
                       [](const Entry& a, const Entry& b) { return a.rank < b.rank; });
  entries_.insert(behind, entry);
  visible_ += entry.shown;
}

void PriceLevel::take(core::Quantity quantity) {
  visible_ -= quantity;
  if (house_is_next()) {
    house_.shown -= quantity;
    return;
  }
  entries_.front().shown -= quantity;
  if (entries_.front().shown.is_zero()) entries_.pop_front();
}

void PriceLevel::erase(std::int64_t order) {
  const auto found = find_order(entries_, order);
  if (found == entries_.end()) return;
  visible_ -= found->shown;
  entries_.erase(found);
}

void PriceLevel::set_shown(std::int64_t order, core::Quantity shown) {
  const auto found = find_order(entries_, order);
  visible_ = visible_ - found->shown + shown;
  found->shown = shown;
  if (shown.is_zero()) entries_.erase(found);
}

void PriceLevel::set_house(core::Quantity quantity, std::uint64_t rank) {
  if (house_.shown.is_zero()) house_.rank = rank;
  visible_ = visible_ - house_.shown + quantity;
  house_.shown = quantity;
}

std::pair<core::Price, PriceLevel*> LevelBook::best(Side side) {
  auto& all = levels(side);
  if (all.empty()) return {{}, nullptr};
  auto& [price, level] = side == Side::buy ? *all.rbegin() : *all.begin();
  return {price, &level};
}

std::optional<core::Price> LevelBook::best_price(Side side) const {
  const auto& all = levels(side);
  if (all.empty()) return std::nullopt;
  return side == Side::buy ? all.rbegin()->first : all.begin()->first;
}

PriceLevel& LevelBook::at(Side side, core::Price price) {
  return levels(side)[price];
}

PriceLevel* LevelBook::find(Side side, core::Price price) {
  const auto found = levels(side).find(price);
  return found == levels(side).end() ? nullptr : &found->second;
}

void LevelBook::tidy(Side side, core::Price price) {
  const auto found = levels(side).find(price);
  if (found != levels(side).end() && found->second.is_empty()) levels(side).erase(found);
}

core::Quantity LevelBook::visible(Side side, core::Price price) const {
  const auto found = levels(side).find(price);
  return found == levels(side).end() ? core::Quantity{} : found->second.visible();
}

std::vector<std::pair<core::Price, core::Quantity>> LevelBook::depth(Side side,
                                                                     std::size_t levels) const {
  std::vector<std::pair<core::Price, core::Quantity>> rows;
  each(side, [&](core::Price price, const PriceLevel& level) {
    if (rows.size() >= levels) return false;
    rows.emplace_back(price, level.visible());
    return true;
  });
  return rows;
}

}  // namespace atb::exchange
