#include "serve.h"

#include <random>

#include <fmt/format.h>
#include <pthread.h>
#include <signal.h>

#include "aws/request_token.h"
#include "aws/session.h"
#include "aws_simulator/simulator.h"
#include "common/output.h"
#include "files/read.h"
#include "net/http_server.h"

namespace atb::app {
namespace {

constexpr std::size_t kFaultsBytesMax = std::size_t{1} << 20U;

std::string random_suffix() {
  constexpr std::string_view kLetters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  constexpr int kLength = 6;
  std::random_device device;
  std::uniform_int_distribution<std::size_t> pick{0, kLetters.size() - 1};
  std::string suffix;
  for (int i = 0; i < kLength; ++i) suffix += kLetters[pick(device)];
  return suffix;
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

core::Result<aws_simulator::Simulator> make_simulator(const ServeOptions& options) {
  aws_simulator::Simulator::Options wanted;
  wanted.state_file = options.state_file;
  if (!options.faults_file.empty()) {
    ATB_ASSIGN(const auto text, files::read_file(options.faults_file, kFaultsBytesMax));
    ATB_ASSIGN(wanted.faults, aws_simulator::Faults::parse(text));
  }
  wanted.now = aws::machine_surroundings().now;
  wanted.arn_suffix = &random_suffix;
  wanted.request_id = &aws::new_request_token;
  return aws_simulator::Simulator::create(std::move(wanted));
}

}  // namespace

core::Result<void> serve(const ServeOptions& options) {
  const sigset_t ending = block_ending_signals();
  ATB_ASSIGN(auto simulator, make_simulator(options));
  ATB_ASSIGN(const auto server,
             net::HttpServer::create(options.port, [&](const net::ServerRequest& request) {
               return simulator.handle(request);
             }));
  server->start();
  ATB_TRY(print_text(
      fmt::format("{{\"ready\":true,\"url\":\"http://127.0.0.1:{}\"}}\n", server->port())));
  int received = 0;
  sigwait(&ending, &received);
  server->stop();
  return {};
}

}  // namespace atb::app
