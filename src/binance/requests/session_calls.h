#pragma once

#include <cstdint>

#include "binance/requests/call.h"

/// Calls about the connection itself; WebSocket API only.
namespace atb::binance {

/// Authenticates the connection; Ed25519 keys only.
[[nodiscard]] Call log_on_call();
[[nodiscard]] Call session_status_call();
/// User data of the account of `session.logon`. Send with `websocket_in_session`.
[[nodiscard]] Call subscribe_user_data_call();
/// User data without a session, any kind of key: `userDataStream.subscribe.signature`.
[[nodiscard]] Call subscribe_user_data_signed_call();
[[nodiscard]] Call unsubscribe_user_data_call(std::int64_t subscription_id);

}  // namespace atb::binance
