#include "binance/keys/key_check.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "binance/keys/answer.h"
#include "binance/keys/signer.h"

namespace atb::binance {
namespace {

using core::ErrorKind;
using nlohmann::json;

/// Rights that let nothing out of the account; a spot bot has no use for them.
constexpr std::array<std::string_view, 6> kNeedless{
    "enableMargin",      "enableFutures",    "enableVanillaOptions", "enablePortfolioMarginTrading",
    "enableFixApiTrade", "enableFixReadOnly"};

/// What must be told as false before a key counts as unable to move money out.
constexpr std::array<std::string_view, 2> kWaysOut{"enableWithdrawals", "permitsUniversalTransfer"};

bool is_flag(std::string_view name) {
  return name.starts_with("enable") || name.starts_with("permits") || name == "ipRestrict";
}

bool flag_at(const json& object, std::string_view key) {
  const auto at = object.find(key);
  return at != object.end() && at->is_boolean() && at->get<bool>();
}

std::optional<core::Timestamp> time_at(const json& object, std::string_view key) {
  const auto at = object.find(key);
  if (at == object.end() || !at->is_number_integer()) return std::nullopt;
  const auto ms = at->get<std::int64_t>();
  constexpr std::int64_t kMsMax = 9'000'000'000'000;
  if (ms <= 0 || ms > kMsMax) return std::nullopt;
  return core::Timestamp::from_ms(ms);
}

/// Deny by default: a right that is not known to be harmless counts as one that lets money out, and
/// what is neither true nor false is nothing to rely on.
void sort_rights(const json& restrictions, KeyFacts& facts) {
  for (const auto& [name, value] : restrictions.items()) {
    if (!is_flag(name)) continue;
    if (!value.is_boolean()) facts.malformed.push_back(name);
    if (!value.is_boolean() || !value.get<bool>()) continue;
    if (name == "enableReading" || name == "enableSpotAndMarginTrading" || name == "ipRestrict")
      continue;
    const bool needless = std::find(kNeedless.begin(), kNeedless.end(), name) != kNeedless.end();
    (needless ? facts.needless : facts.dangerous).push_back(name);
  }
  for (const auto name : kWaysOut)
    if (!restrictions.contains(name)) facts.untold.emplace_back(name);
}

class Check {
 public:
  Check(net::HttpTransport& transport, const KeyPair& pair, Signer signer,
        const KeyCheckOptions& options)
      : transport_{transport}, pair_{pair}, signer_{std::move(signer)}, options_{options} {}

  core::Result<KeyFacts> run() {
    ATB_TRY(ask_time());
    KeyFacts facts;
    const auto restrictions =
        signed_get("/sapi/v1/account/apiRestrictions", "", "the key's rights");
    if (restrictions) {
      if (!restrictions->is_object()) return malformed("the key's rights");
      facts.reading = flag_at(*restrictions, "enableReading");
      facts.spot_trading = flag_at(*restrictions, "enableSpotAndMarginTrading");
      facts.ip_restricted = flag_at(*restrictions, "ipRestrict");
      facts.created = time_at(*restrictions, "createTime");
      facts.trading_expires = time_at(*restrictions, "tradingAuthorityExpirationTime");
      sort_rights(*restrictions, facts);
    } else if (restrictions.error().code == "binance.not_offered") {
      facts.rights_known = false;
    } else {
      return tl::unexpected<core::Error>(restrictions.error());
    }
    ATB_ASSIGN(const auto account,
               signed_get("/api/v3/account", "omitZeroBalances=true&", "the account"));
    if (!account.is_object()) return malformed("the account");
    facts.can_trade = flag_at(account, "canTrade");
    if (const auto uid = account.find("uid"); uid != account.end() && uid->is_number_integer())
      facts.account_uid = std::to_string(uid->get<std::int64_t>());
    if (!facts.rights_known) facts.reading = true;  // the account was read with it
    return facts;
  }

 private:
  static tl::unexpected<core::Error> malformed(std::string_view what) {
    return core::fail(ErrorKind::internal, "binance.answer_malformed",
                      fmt::format("the answer to {} is not what Binance sends", what),
                      "Check the address and any proxy in between.");
  }

  /// Binance's clock counts for the timestamps: this machine's may be off.
  core::Result<void> ask_time() {
    net::HttpRequest request;
    request.url = options_.base_url + "/api/v3/time";
    const auto before = options_.now();
    ATB_ASSIGN(const auto answer, call_binance(transport_, request, "its time"));
    const auto after = options_.now();
    const auto server = answer.is_object() ? time_at(answer, "serverTime") : std::nullopt;
    if (!server) return malformed("its time");
    offset_ = *server - core::Timestamp::from_us((before.us() + after.us()) / 2);
    return {};
  }

  core::Result<json> signed_get(std::string_view path, std::string_view parameters,
                                std::string_view what) {
    std::string query =
        fmt::format("{}recvWindow=5000&timestamp={}", parameters, (options_.now() + offset_).ms());
    query += "&signature=" + percent_encode(signer_.sign(query));
    net::HttpRequest request;
    request.url = fmt::format("{}{}?{}", options_.base_url, path, query);
    request.headers.add("X-MBX-APIKEY", pair_.key.reveal());
    return call_binance(transport_, request, what);
  }

  net::HttpTransport& transport_;
  const KeyPair& pair_;
  Signer signer_;
  const KeyCheckOptions& options_;
  core::Duration offset_;
};

}  // namespace

core::Result<KeyFacts> check_key(net::HttpTransport& transport, const KeyPair& pair,
                                 const KeyCheckOptions& options) {
  ATB_ASSIGN(auto signer, Signer::create(pair.secret));
  return Check{transport, pair, std::move(signer), options}.run();
}

}  // namespace atb::binance
