#include "exchange/oracle/oracle.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "exchange/matching/exchange.h"
#include "exchange/support/desk.h"

namespace atb::exchange::test {
namespace {

constexpr int kAccounts = 3;
constexpr std::int64_t kStep = 10'000'000;  // 0.1
constexpr std::int64_t kTick = 50'000'000;  // 0.5
const auto kFee = core::Ratio::from_units(100'003);

/// Over the whole range from the first case on.
template <class Number>
Number pick(Number low, Number high) {
  return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange<Number>(low, high));
}

/// Both exchanges under the same commands.
class Twins {
 public:
  Twins() : oracle_{kAccounts, money("1000").units(), kFee} {
    engine_.add_symbol(plain_rules());
    AccountTerms terms;
    terms.maker = kFee;
    terms.taker = kFee;
    for (int i = 0; i < kAccounts; ++i) {
      const auto account = engine_.open_account(terms);
      for (const auto* const asset : {"A", "B"})
        RC_ASSERT(engine_.deposit(account, asset, money("1000"), now_, events_).has_value());
    }
  }

  void step() {
    events_.clear();
    const auto choice = pick<std::int64_t>(0, 20);
    if (choice < 13) {
      place(order());
    } else if (choice < 15) {
      place_pair();
    } else if (choice < 18) {
      cancel();
    } else if (choice < 19) {
      amend();
    } else {
      RC_LOG() << "restart\n";
      engine_ = Exchange{engine_.state()};
    }
    compare();
  }

 private:
  static PlaceOrder order() {
    PlaceOrder request;
    request.account = static_cast<AccountId>(pick<std::int64_t>(0, kAccounts));
    request.symbol = "AB";
    request.side = *rc::gen::element(Side::buy, Side::sell);
    request.type =
        *rc::gen::element(OrderType::limit, OrderType::limit, OrderType::limit, OrderType::market,
                          OrderType::limit_maker, OrderType::stop_loss, OrderType::stop_loss_limit,
                          OrderType::take_profit, OrderType::take_profit_limit);
    request.quantity = core::Quantity::from_units(pick<std::int64_t>(1, 80) * kStep);
    if (has_price(request.type)) request.price = near();
    if (is_conditional(request.type)) request.stop_price = near();
    const bool limits = has_price(request.type) && request.type != OrderType::limit_maker;
    if (limits)
      request.time_in_force = *rc::gen::element(
          TimeInForce::gtc, TimeInForce::gtc, TimeInForce::gtc, TimeInForce::ioc, TimeInForce::fok);
    const bool may_hide = has_price(request.type) && request.time_in_force == TimeInForce::gtc;
    if (may_hide && pick<std::int64_t>(0, 4) == 0)
      request.iceberg = core::Quantity::from_units(
          pick<std::int64_t>(1, request.quantity.units() / kStep + 1) * kStep);
    if (is_conditional(request.type) && pick<std::int64_t>(0, 3) == 0)
      request.trailing_delta = pick<std::int64_t>(10, 600);
    request.self_trade_prevention =
        *rc::gen::element(SelfTradePrevention::none, SelfTradePrevention::expire_maker,
                          SelfTradePrevention::expire_taker, SelfTradePrevention::expire_both,
                          SelfTradePrevention::decrement, SelfTradePrevention::transfer);
    return request;
  }
  static core::Price near() {
    return core::Price::from_units(pick<std::int64_t>(190, 211) * kTick);
  }

  void place(const PlaceOrder& request) {
    const auto placed = engine_.place(request, now_, events_);
    RC_LOG() << "place " << to_text(request.side) << " " << to_text(request.type) << " "
             << core::to_text(request.quantity) << " @ " << core::to_text(request.price) << " stop "
             << core::to_text(request.stop_price) << " of " << request.account << " "
             << to_text(request.time_in_force) << " " << to_text(*request.self_trade_prevention)
             << " delta " << request.trailing_delta << " iceberg " << core::to_text(request.iceberg)
             << "\n";
    RC_ASSERT((placed ? 0 : placed.error().code) == oracle_.place(request));
  }

  void place_pair() {
    PlaceList list;
    auto above = order();
    above.time_in_force = TimeInForce::gtc;
    above.iceberg = {};
    above.trailing_delta = 0;
    auto below = above;
    auto& profit = above.side == Side::sell ? above : below;
    auto& loss = above.side == Side::sell ? below : above;
    profit.type = OrderType::limit_maker;
    profit.price = near();
    profit.stop_price = {};
    loss.type = *rc::gen::element(OrderType::stop_loss, OrderType::stop_loss_limit);
    loss.stop_price = near();
    loss.price = loss.type == OrderType::stop_loss_limit ? near() : core::Price{};
    list.orders = {above, below};
    RC_LOG() << "pair " << to_text(above.side) << " " << core::to_text(above.quantity) << " "
             << core::to_text(above.price) << "/" << core::to_text(above.stop_price) << " and "
             << core::to_text(below.price) << "/" << core::to_text(below.stop_price) << " of "
             << above.account << "\n";
    const auto placed = engine_.place_list(list, now_, events_);
    RC_ASSERT((placed ? 0 : placed.error().code) == oracle_.place_pair(above, below));
  }

  void cancel() {
    CancelOrder request;
    request.key.account = static_cast<AccountId>(pick<std::int64_t>(0, kAccounts));
    request.key.symbol = "AB";
    const auto known = static_cast<std::int64_t>(oracle_.orders().size());
    request.key.id = pick<std::int64_t>(1, known + 2);
    RC_LOG() << "cancel " << *request.key.id << " of " << request.key.account << "\n";
    const auto done = engine_.cancel(request, now_, events_);
    RC_ASSERT((done ? 0 : done.error().code) ==
              oracle_.cancel(request.key.account, *request.key.id));
  }

  void amend() {
    AmendOrder request;
    request.key.account = static_cast<AccountId>(pick<std::int64_t>(0, kAccounts));
    request.key.symbol = "AB";
    const auto known = static_cast<std::int64_t>(oracle_.orders().size());
    request.key.id = pick<std::int64_t>(1, known + 2);
    request.quantity = core::Quantity::from_units(pick<std::int64_t>(1, 60) * kStep);
    RC_LOG() << "amend " << *request.key.id << " to " << core::to_text(request.quantity) << "\n";
    const auto done = engine_.amend(request, now_, events_);
    RC_ASSERT((done ? 0 : done.error().code) ==
              oracle_.amend(request.key.account, *request.key.id, request.quantity.units()));
  }

  void compare() const {
    const auto& market = *engine_.market("AB");
    const auto& expected = oracle_.orders();
    RC_ASSERT(market.record.orders.size() == expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
      const auto& ours = market.record.orders[i];
      RC_ASSERT(fmt::format("{} {} {}", to_text(ours.status), ours.executed.units(),
                            ours.prevented.units()) == fmt::format("{} {} {}", expected[i].status,
                                                                   expected[i].executed,
                                                                   expected[i].prevented));
    }
    compare_deals(market);
    for (AccountId account = 0; account < kAccounts; ++account)
      for (const std::string asset : {"A", "B"}) {
        const auto money_of = [](core::Int128 units) {
          return core::to_text(core::Money::from_units(units));
        };
        RC_ASSERT(core::to_text(engine_.ledger().locked(account, asset)) ==
                  money_of(oracle_.locked(account, asset)));
        RC_ASSERT(core::to_text(engine_.ledger().free(account, asset)) ==
                  money_of(oracle_.free(account, asset)));
      }
    for (const auto side : {Side::buy, Side::sell}) {
      std::map<std::int64_t, std::int64_t> levels;
      for (const auto& [price, quantity] : market.book.depth(side, 1'000))
        levels[price.units()] = quantity.units();
      RC_ASSERT(levels == oracle_.depth(side));
    }
    for (const auto* const asset : {"A", "B"})
      RC_ASSERT(engine_.ledger().total(asset) == money("3000"));
  }

  /// The taker's row and the maker's of each trade, one after the other.
  void compare_deals(const Market& market) const {
    std::map<std::int64_t, Oracle::Deal> deals;
    for (const auto& trade : market.record.trades) {
      auto& deal = deals[trade.id];
      (trade.is_maker ? deal.maker : deal.taker) = trade.order;
      deal.price = trade.price.units();
      deal.quantity = trade.quantity.units();
    }
    RC_ASSERT(deals.size() == oracle_.deals().size());
    std::size_t i = 0;
    for (const auto& [id, deal] : deals) RC_ASSERT(deal == oracle_.deals()[i++]);
  }

  Exchange engine_;
  Oracle oracle_;
  ExchangeEvents events_;
  core::Timestamp now_ = core::Timestamp::from_ms(1'700'000'000'000);
};

RC_GTEST_PROP(Engine, DoesWhatASlowAndObviousExchangeDoes, ()) {
  Twins twins;
  const auto steps = pick<std::int64_t>(1, 80);
  for (int i = 0; i < steps; ++i) twins.step();
}

}  // namespace
}  // namespace atb::exchange::test
