#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "binance_simulator/access/api_key.h"
#include "core/amount.h"
#include "core/error.h"
#include "exchange/accounts/account_terms.h"

namespace atb::binance_simulator {

/// An account to open, with its keys; their `account` is set by whoever opens it.
struct AccountPlan {
  std::map<std::string, core::Money> balances;  ///< free, by asset
  exchange::AccountTerms terms;
  std::vector<ApiKey> keys;
};

/// The account of the examples in Binance's public documentation, with its HMAC key.
[[nodiscard]] AccountPlan example_account();

/// Reads `--account`: one account or a list of them,
/// {"balances":{"USDT":"1000"}, "keys":[{"key":…, "type":"hmac|rsa|ed25519", "secret":… |
/// "public_key":…, "rights":["reading","spot_trading"], "ips":["127.0.0.1"]}],
/// "commission":{"maker":"0.001","taker":"0.001"}, "pays_with_bnb":false}.
/// @error simulator.account_malformed, simulator.bad_public_key (usage)
[[nodiscard]] core::Result<std::vector<AccountPlan>> parse_accounts(std::string_view json);

}  // namespace atb::binance_simulator
