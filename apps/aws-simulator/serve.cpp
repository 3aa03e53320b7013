#include "serve.h"

#include <memory>
#include <mutex>
#include <random>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <pthread.h>
#include <signal.h>

#include "aws/request_token.h"
#include "aws/session.h"
#include "aws_simulator/world.h"
#include "common/output.h"
#include "files/read.h"
#include "net/http_server.h"

namespace atb::app {
namespace {

using aws_simulator::World;
using Server = std::unique_ptr<net::HttpServer>;

constexpr std::size_t kFaultsBytesMax = std::size_t{1} << 20U;

std::size_t random_below(std::size_t bound) {
  static std::random_device device;
  return std::uniform_int_distribution<std::size_t>{0, bound - 1}(device);
}

/// The signals that end the program, blocked in this thread and all that it starts.
sigset_t block_ending_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

core::Result<std::unique_ptr<World>> make_world(const ServeOptions& options) {
  World::Options wanted;
  wanted.state_file = options.state_file;
  wanted.faults = aws_simulator::Faults{options.seed};
  if (!options.faults_file.empty()) {
    ATB_ASSIGN(const auto text, files::read_file(options.faults_file, kFaultsBytesMax));
    ATB_TRY(wanted.faults.add(text));
  }
  wanted.metadata.role = options.metadata_role;
  wanted.metadata.region = options.metadata_region;
  wanted.metadata.hop_limit = options.metadata_hop_limit;
  wanted.metadata.hops = options.metadata_hops;
  wanted.now = aws::machine_surroundings().now;
  wanted.random_below = &random_below;
  wanted.request_id = &aws::new_request_token;
  return World::create(std::move(wanted));
}

/// Each port has its thread; the world is one.
net::HttpHandler one_at_a_time(std::mutex& world, net::HttpHandler handler) {
  return [&world, handler = std::move(handler)](const net::ServerRequest& request) {
    const std::scoped_lock lock{world};
    return handler(request);
  };
}

core::Result<Server> open_services(const ServeOptions& options, net::HttpHandler handler) {
  if (options.tls_certificate.empty())
    return net::HttpServer::create(options.port, std::move(handler));
  return net::HttpServer::create(options.port, std::move(handler), net::HttpServer::Limits{},
                                 {options.tls_certificate, options.tls_key});
}

core::Result<Server> open_if(const std::optional<std::uint16_t>& port, net::HttpHandler handler) {
  if (!port) return Server{};
  return net::HttpServer::create(*port, std::move(handler));
}

std::string ready_line(const ServeOptions& options, const Server& services, const Server& control,
                       const Server& metadata) {
  const auto* const scheme = options.tls_certificate.empty() ? "http" : "https";
  nlohmann::ordered_json line{{"ready", true},
                              {"url", fmt::format("{}://127.0.0.1:{}", scheme, services->port())}};
  if (control) line["control"] = fmt::format("http://127.0.0.1:{}", control->port());
  if (metadata) line["metadata"] = fmt::format("http://127.0.0.1:{}", metadata->port());
  return line.dump() + "\n";
}

}  // namespace

core::Result<void> serve(const ServeOptions& options) {
  const sigset_t ending = block_ending_signals();
  ATB_ASSIGN(const auto world, make_world(options));
  std::mutex lock;
  ATB_ASSIGN(const auto services,
             open_services(options, one_at_a_time(lock, [&](const net::ServerRequest& request) {
                             return world->simulator().handle(request);
                           })));
  ATB_ASSIGN(
      const auto control,
      open_if(options.control_port, one_at_a_time(lock, [&](const net::ServerRequest& request) {
                return world->control().handle(request);
              })));
  ATB_ASSIGN(
      const auto metadata,
      open_if(options.metadata_port, one_at_a_time(lock, [&](const net::ServerRequest& request) {
                return world->metadata().handle(request);
              })));
  for (const auto* server : {&services, &control, &metadata})
    if (*server) (*server)->start();
  ATB_TRY(print_text(ready_line(options, services, control, metadata)));
  int received = 0;
  sigwait(&ending, &received);
  for (const auto* server : {&services, &control, &metadata})
    if (*server) (*server)->stop();
  const std::scoped_lock last{lock};
  return world->simulator().save();
}

}  // namespace atb::app
