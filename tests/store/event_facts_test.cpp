#include "store/event_facts.h"

#include <gtest/gtest.h>

namespace atb::store {
namespace {

TEST(EventFacts, NamesTheKindOrderAndTimeOfAnEvent) {
  const trading::OrderId id{trading::Incarnation{1}, trading::OrderNumber{2}};
  const trading::Event event = trading::OrderCancelled{id, core::Timestamp::from_us(9), {}};
  EXPECT_EQ(kind_of(event), "cancelled");
  EXPECT_EQ(*order_of(event), id);
  EXPECT_EQ(time_of(event).us(), 9);
  EXPECT_EQ(order_of(trading::Event{trading::CandleClosed{}}), nullptr);
}

}  // namespace
}  // namespace atb::store
