#pragma once

#include <functional>
#include <string>
#include <vector>

#include "aws/services/secrets_manager.h"
#include "aws_simulator/secrets/secret_store.h"
#include "net/http.h"

namespace atb::secrets::test {

/// What befalls one request on its way.
enum class Mishap { none, lost_before, lost_after, server_error, throttled, half_answer, denied };

/// Secrets Manager in memory with the simulator's own books: labels move as AWS moves them. Keeps
/// every value that AWSCURRENT of the one secret has had, in order.
class SimulatedAws {
 public:
  /// Answers a request, or lets the mishap befall it.
  [[nodiscard]] core::Result<net::HttpResponse> deliver(const net::HttpRequest& request,
                                                        Mishap mishap);
  /// A client on this transport. @param transport  outlives it
  [[nodiscard]] aws::SecretsManager manager(net::HttpTransport& transport);

  /// The secret "s", with this text as its first version; without one: no version at all.
  void make(const std::string& text, const std::string& name = "s");
  void make_without_version();

  struct State {
    std::string version_id;
    std::string text;
  };
  [[nodiscard]] State current() const;
  /// The version that carries a label; empty: none.
  [[nodiscard]] std::string version_with(std::string_view label) const;
  [[nodiscard]] const std::vector<State>& history() const { return history_; }
  [[nodiscard]] aws_simulator::SecretStore& store() { return store_; }
  core::Timestamp now = core::Timestamp::from_ms(1'700'000'000'000);

 private:
  net::HttpResponse answer(const net::HttpRequest& request);
  void note_current();

  aws_simulator::SecretStore store_{"123456789012"};
  std::vector<State> history_;
  aws::FixedCredentials credentials_{
      {.key = {"AKIDEXAMPLE", core::SecretString{"example"}, {}}, .source = "test"}};
};

/// A transport that delivers at once; a test may say what befalls each request, and act before it.
class DirectLine final : public net::HttpTransport {
 public:
  explicit DirectLine(SimulatedAws& world) : world_{world} {}
  [[nodiscard]] core::Result<net::HttpResponse> send(const net::HttpRequest& request) override {
    const std::string target{request.headers.find("X-Amz-Target").value_or("")};
    sent.push_back(target.substr(target.find('.') + 1));
    return world_.deliver(request, befalls ? befalls(sent.back()) : Mishap::none);
  }
  std::function<Mishap(const std::string& operation)> befalls;
  std::vector<std::string> sent;

 private:
  SimulatedAws& world_;
};

}  // namespace atb::secrets::test
