#include "binance/requests/session_calls.h"

namespace atb::binance {
namespace {

Call session_call(std::string_view method, Security security) {
  return {{method, Verb::get, "", method, security, 2, 0, false}, Purpose::repair, {}};
}

}  // namespace

Call log_on_call() {
  return session_call("session.logon", Security::signed_);
}

Call session_status_call() {
  return session_call("session.status", Security::open);
}

Call subscribe_user_data_call() {
  return session_call("userDataStream.subscribe", Security::open);
}

Call subscribe_user_data_signed_call() {
  return session_call("userDataStream.subscribe.signature", Security::signed_);
}

Call unsubscribe_user_data_call(std::int64_t subscription_id) {
  Call call = session_call("userDataStream.unsubscribe", Security::open);
  call.parameters.number("subscriptionId", subscription_id);
  return call;
}

}  // namespace atb::binance
