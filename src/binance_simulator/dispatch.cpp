#include "binance_simulator/dispatch.h"

#include <fmt/format.h>

namespace atb::binance_simulator {
namespace {

ApiError too_much(const AddressLimits::Denial& denial, core::Timestamp now) {
  constexpr int kBanned = 418;
  ApiError error{exchange::Refusal{
      -1003, denial.status == kBanned
                 ? fmt::format("Way too much request weight used; IP banned until {}. Please use "
                               "WebSocket Streams for live updates to avoid bans.",
                               denial.until.ms())
                 : std::string{"Too much request weight used; current limit is 6000 request weight "
                               "per 1 MINUTE. Please use WebSocket Streams for live updates to "
                               "avoid polling the API."}}};
  error.data = {{"serverTime", now.ms()}, {"retryAfter", denial.until.ms()}};
  return error;
}

exchange::Outcome<void> let_in(World& world, const CallSpec& spec, const Caller& caller,
                               CallContext& context) {
  if (spec.security == Security::none) return {};
  const auto admitted = caller.session_key.empty()
                            ? admit(world.keys, {caller.key, caller.address, caller.payload},
                                    spec.security, context.parameters, context.now)
                            : admit_session(world.keys, caller.session_key, caller.address,
                                            spec.security, context.parameters, context.now);
  ATB_ALLOW(admitted);
  context.account = admitted->account;
  context.key = admitted->key;
  if (spec.orders > 0) return world.order_counts.check(admitted->account, context.now);
  return {};
}

}  // namespace

Dispatched dispatch(World& world, const CallSpec& spec, Parameters& parameters,
                    const Caller& caller, TimeUnit unit, core::Timestamp now) {
  const int weight = spec.weight_of != nullptr ? spec.weight_of(parameters) : spec.weight;
  if (const auto denial = world.addresses.request(caller.address, weight, now))
    return {
        tl::unexpected<ApiError>(too_much(*denial, now)), denial->status, denial->until, {}, false};
  CallContext context{world, parameters, now, unit, 0, {}, caller.is_websocket, {}};
  if (const auto in = let_in(world, spec, caller, context); !in)
    return {tl::unexpected<ApiError>(in.error()), status_of(in.error().code), {}, {}, false};
  auto answer = spec.handler(context);
  if (spec.orders > 0 && (answer || answer.error().refusal.code == -2021))
    world.order_counts.placed(context.account, spec.orders, now);
  if (answer && spec.free_when_done) world.addresses.give_back(caller.address, weight, now);
  world.tell(context.events);
  const int status = answer ? 200 : status_of(answer.error().refusal.code);
  const auto account =
      spec.security == Security::none ? std::nullopt : std::optional{context.account};
  return {std::move(answer), status, {}, account, spec.orders > 0};
}

}  // namespace atb::binance_simulator
