#include "trading/command.h"

#include <array>

#include <fmt/format.h>

#include "core/overloaded.h"

namespace atb::trading {
namespace {

using core::to_text;

std::uint64_t number(const OrderId& id) {
  return static_cast<std::uint64_t>(id.number);
}

/// Gathers one command's bytes, so that they are appended in one go.
class Writer {
 public:
  Writer(std::vector<std::uint8_t>& bytes, std::uint8_t kind, core::Timestamp time,
         const OrderId& order)
      : bytes_{bytes} {
    block_[size_++] = kind;
    word(static_cast<std::uint64_t>(time.us()));
    word(number(order));
  }
  ~Writer() { bytes_.insert(bytes_.end(), block_.begin(), block_.begin() + size_); }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  void word(std::uint64_t value) {
    for (unsigned shift = 0; shift < 64; shift += 8)
      block_[size_++] = static_cast<std::uint8_t>(value >> shift);
  }
  void units(std::int64_t value) { word(static_cast<std::uint64_t>(value)); }
  void wide_units(core::Int128 value) {
    word(static_cast<std::uint64_t>(value));
    word(static_cast<std::uint64_t>(value >> 64));
  }

 private:
  static constexpr std::size_t kLargest = 1 + 5 * 8;
  std::vector<std::uint8_t>& bytes_;
  std::array<std::uint8_t, kLargest> block_{};
  std::uint8_t size_ = 0;
};

}  // namespace

const OrderId& order_of(const Command& command) {
  return std::visit([](const auto& c) -> const OrderId& { return c.order; }, command);
}

core::Timestamp time_of(const Command& command) {
  return std::visit([](const auto& c) { return c.time; }, command);
}

std::string describe(const Command& command) {
  return std::visit(
      core::Overloaded{
          [](const PlaceMarketBuy& c) {
            return fmt::format("buy market #{} budget {}", number(c.order), to_text(c.budget));
          },
          [](const PlaceMarketSell& c) {
            return fmt::format("sell market #{} quantity {}", number(c.order), to_text(c.quantity));
          },
          [](const PlaceProtection& c) {
            return fmt::format("protect #{} quantity {} stop {} target {}", number(c.order),
                               to_text(c.quantity), to_text(c.stop), to_text(c.target));
          },
          [](const CancelOrder& c) { return fmt::format("cancel #{}", number(c.order)); },
      },
      command);
}

void append_canonical(const Command& command, std::vector<std::uint8_t>& bytes) {
  std::visit(core::Overloaded{
                 [&](const PlaceMarketBuy& c) {
                   Writer{bytes, 1, c.time, c.order}.wide_units(c.budget.units());
                 },
                 [&](const PlaceMarketSell& c) {
                   Writer{bytes, 2, c.time, c.order}.units(c.quantity.units());
                 },
                 [&](const PlaceProtection& c) {
                   Writer out{bytes, 3, c.time, c.order};
                   out.units(c.quantity.units());
                   out.units(c.stop.units());
                   out.units(c.target.units());
                 },
                 [&](const CancelOrder& c) {
                   Writer{bytes, 4, c.time, c.order};
                 },
             },
             command);
}

}  // namespace atb::trading
