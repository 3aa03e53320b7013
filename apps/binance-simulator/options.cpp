#include "binance-simulator/options.h"

#include <CLI/CLI.hpp>

namespace atb::app {
namespace {

constexpr const char* kPurpose =
    "Binance spot on this machine, for tests, the demo and dry runs: REST, streams and the\n"
    "WebSocket API on one port, a matching engine with Binance's rules behind them. Listens on\n"
    "127.0.0.1 only; SIGTERM or SIGINT ends it.";

constexpr const char* kFooter =
    "account: the example pair of Binance's public documentation,\n"
    "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A, unless --account names "
    "others\n"
    "control port: GET /state, POST|DELETE /faults, POST /clock, /market, /deposit, /revoke,\n"
    "/symbol, /streams, /maintenance, /ban; see docs/binance-simulator.md\n"
    "exit: 0 ended by a signal, 1 cannot listen, 2 usage\n"
    "examples:\n"
    "  binance-simulator --port 8080 --balance USDT=1000 --balance BTC=0\n"
    "  binance-simulator --candles data/btcusdt-1h.csv.gz --speed 3600\n"
    "  binance-simulator --random-walk 7 --account account.json --control-port 0";

}  // namespace

void describe(CLI::App& program, ServeOptions& options) {
  program.description(kPurpose);
  program.footer(kFooter);
  program.set_version_flag("--version", "binance-simulator " ATB_VERSION);
  program.add_option("--port", options.port, "port on 127.0.0.1; 0 takes a free one")
      ->default_val(0);
  program.add_option("--symbol", options.symbol, "the pair that the market is about")
      ->capture_default_str();
  auto* const candles = program.add_option(
      "--candles", options.candles, "the market follows these candles; the first ones are history");
  program.add_option("--random-walk", options.random_walk, "the market is a walk of this seed")
      ->excludes(candles);
  program.add_option("--speed", options.speed, "so many times faster go the candles by")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  program.add_option("--balance", options.balances, "of the example account: ASSET=AMOUNT")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  program.add_option("--account", options.account_file,
                     "JSON of accounts and their keys, instead of the example account");
  program.add_option("--faults", options.faults_file,
                     "JSON list of {call, effect, times, after, status, body | code, ...}");
  program.add_option("--seed", options.seed, "of the house's quantities and of faults")
      ->default_val(1);
  program.add_option("--control-port", options.control_port,
                     "serve the control interface; 0 takes a free port");
  auto* const certificate = program.add_option("--tls-certificate", options.tls_certificate,
                                               "serve https and wss with this PEM chain");
  auto* const key =
      program.add_option("--tls-key", options.tls_key, "and the certificate's PEM key");
  certificate->needs(key);
  key->needs(certificate);
}

}  // namespace atb::app
