#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "aws_simulator/faults.h"
#include "aws_simulator/secret_store.h"
#include "core/secret.h"
#include "core/time.h"
#include "net/http_server.h"

namespace atb::aws_simulator {

/// The key pair of AWS's published signing examples, and an account of its documentation.
inline constexpr std::string_view kDefaultAccessKeyId = "AKIDEXAMPLE";
inline constexpr std::string_view kDefaultSecretAccessKey =
    "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
inline constexpr std::string_view kDefaultAccount = "123456789012";

/// One request in, one answer out: checks the signature, runs the operation, keeps the books.
/// Used by one thread at a time.
class Simulator {
 public:
  struct Options {
    std::string account{kDefaultAccount};
    std::filesystem::path state_file;  ///< empty: nothing outlives the process
    Faults faults;
    std::function<core::Timestamp()> now;
    std::function<std::string()> arn_suffix;  ///< six random letters and digits
    std::function<std::string()> request_id;
  };

  /// Loads the state file. @error load_state
  [[nodiscard]] static core::Result<Simulator> create(Options options);

  /// Adds or replaces a key pair that may sign.
  void add_key(std::string access_key_id, core::SecretString secret_access_key);

  /// Nothing: a fault wants the answer lost.
  [[nodiscard]] std::optional<net::HttpResponse> handle(const net::ServerRequest& request);

 private:
  explicit Simulator(Options options);
  net::HttpResponse run(const net::ServerRequest& request, const std::string& operation);

  Options options_;
  SecretStore store_;
  std::map<std::string, core::SecretString, std::less<>> keys_;
};

}  // namespace atb::aws_simulator
