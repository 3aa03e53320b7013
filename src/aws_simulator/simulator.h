#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "aws_simulator/faults.h"
#include "aws_simulator/key_ring.h"
#include "aws_simulator/request_log.h"
#include "aws_simulator/request_route.h"
#include "aws_simulator/state_file.h"
#include "net/http_server.h"

namespace atb::aws_simulator {

/// The key pair of AWS's published signing examples, and an account of its documentation. It may do
/// everything, as the account's root user.
inline constexpr std::string_view kDefaultAccessKeyId = "AKIDEXAMPLE";
inline constexpr std::string_view kDefaultSecretAccessKey =
    "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
inline constexpr std::string_view kDefaultAccount = "123456789012";

/// The front door of all services: one request in, one answer out. Finds the service, checks the
/// signature, lets faults happen, asks the authoriser, runs the operation, records the event, keeps
/// the books, and words refusals as the protocol has them. Used by one thread at a time.
class Simulator {
 public:
  struct Options {
    std::string account{kDefaultAccount};
    std::filesystem::path state_file;  ///< empty: nothing outlives the process
    Faults faults;
    std::function<core::Timestamp()> now;
    /// As many letters and digits as it is asked for.
    std::function<std::string(std::size_t)> random_text;
    std::function<std::string()> request_id;
  };

  /// Loads the state file; knows no service yet. @error load_state
  [[nodiscard]] static core::Result<std::unique_ptr<Simulator>> create(Options options);
  Simulator(const Simulator&) = delete;
  Simulator& operator=(const Simulator&) = delete;
  ~Simulator() = default;

  /// Adds a service and gives it back its state. @error simulator.state_malformed
  core::Result<void> add_service(std::unique_ptr<Service> service);
  /// Until then every call with a good signature is allowed. @pre outlives the simulator
  void set_authoriser(const Authoriser* authoriser) noexcept { authoriser_ = authoriser; }
  /// @pre outlives the simulator
  void set_event_sink(EventSink* sink) noexcept { sink_ = sink; }

  [[nodiscard]] net::ServerAnswer handle(const net::ServerRequest& request);

  /// The services' time: the machine's and the offset.
  [[nodiscard]] core::Timestamp now() const { return options_.now() + clock_offset_; }
  void set_clock_offset(core::Duration offset) noexcept { clock_offset_ = offset; }
  [[nodiscard]] KeyRing& keys() noexcept { return keys_; }
  [[nodiscard]] Faults& faults() noexcept { return options_.faults; }
  [[nodiscard]] RequestLog& log() noexcept { return log_; }
  [[nodiscard]] const std::string& account() const noexcept { return options_.account; }
  /// Lets everything that is delayed happen now.
  void tick();
  /// Counts and names of all services, no values.
  [[nodiscard]] nlohmann::json summary() const;
  /// Writes the state file, if there is one: done after every call that changes something, and by
  /// the program at its end. @error save_state
  core::Result<void> save();

 private:
  explicit Simulator(Options options);
  struct Exchange;
  Outcome<Answer> answer(const net::ServerRequest& request, Exchange& exchange);
  Outcome<void> identify(const net::ServerRequest& request, Exchange& exchange) const;
  Outcome<void> authorise(const ServiceCall& call, const Right& right) const;
  Outcome<Answer> run(Exchange& exchange);
  void record(const Exchange& exchange, const Outcome<Answer>& outcome);
  net::HttpResponse render(const Exchange& exchange, const Outcome<Answer>& outcome) const;
  void log(const Exchange& exchange, const Outcome<Answer>& outcome,
           const net::ServerAnswer& answer);

  Options options_;
  core::Duration clock_offset_;
  KeyRing keys_;
  std::uint64_t saved_revision_ = 0;
  RequestLog log_;
  State loaded_;
  const Authoriser* authoriser_ = nullptr;
  EventSink* sink_ = nullptr;
  Services services_;  // last: they may use everything above
};

}  // namespace atb::aws_simulator
