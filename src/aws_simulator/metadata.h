#pragma once

#include <functional>
#include <map>
#include <string>

#include "aws_simulator/key_ring.h"
#include "net/http_server.h"

namespace atb::aws_simulator {

/// The instance metadata service, version 2 only: a token first, then everything else with it.
/// Source: EC2 User Guide, "Use the Instance Metadata Service to access instance metadata".
class Metadata {
 public:
  struct Options {
    std::string account;
    std::string role;  ///< of the instance profile; empty: none is attached
    std::string region = "us-east-1";
    std::string instance_id = "i-0123456789abcdef0";
    int hop_limit = 1;    ///< of the token's answer
    int hops = 1;         ///< between client and service; more than the limit: it never arrives
    bool is_off = false;  ///< every request: 403
    /// Of the role's keys; the next ones are handed out some minutes before.
    core::Duration key_lifetime = core::Duration::hours(6);
  };

  /// @param keys  issues the role's keys; outlives the service
  /// @param random_text  as many letters and digits as it is asked for
  Metadata(Options options, KeyRing& keys, std::function<core::Timestamp()> now,
           std::function<std::string(std::size_t)> random_text);

  [[nodiscard]] net::ServerAnswer handle(const net::ServerRequest& request);

  [[nodiscard]] const Options& options() const noexcept { return options_; }
  /// Changes what the instance is. A shorter lifetime holds for keys that are out already too.
  void change(Options options);

 private:
  net::ServerAnswer give_token(const net::ServerRequest& request);
  [[nodiscard]] bool has_token(const net::ServerRequest& request) const;
  [[nodiscard]] net::HttpResponse look_up(const std::string& path);
  [[nodiscard]] std::string credentials();

  Options options_;
  KeyRing& keys_;
  std::function<core::Timestamp()> now_;
  std::function<std::string(std::size_t)> random_text_;
  std::map<std::string, core::Timestamp, std::less<>> tokens_;  ///< and when they end
  std::string key_id_;                                          ///< handed out last
  core::Timestamp key_issued_;
};

}  // namespace atb::aws_simulator
