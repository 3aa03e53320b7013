#include "options.h"

#include <CLI/CLI.hpp>

namespace atb::app {
namespace {

constexpr const char* kPurpose =
    "AWS on this machine, for tests, the demo and dry runs: the real protocols, every signature\n"
    "and policy checked. Listens on 127.0.0.1 only; SIGTERM or SIGINT ends it.";

constexpr const char* kFooter =
    "Credentials: AKIDEXAMPLE / wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY, account 123456789012,\n"
    "any region; this key may do everything.\n"
    "control port: GET /state, GET|DELETE /requests, POST|DELETE /faults, POST /clock, /keys,\n"
    "/kms, /metadata, /tick; see docs/aws-simulator.md\n"
    "exit: 0 ended by a signal, 1 cannot listen, 2 usage\n"
    "examples:\n"
    "  aws-simulator --port 4566\n"
    "  aws-simulator --port 0 --state /tmp/aws.json --faults faults.json\n"
    "  aws-simulator --control-port 0 --metadata-port 0 --metadata-role ai-trading-bot\n"
    "  aws-simulator --tls-certificate cert.pem --tls-key key.pem";

}  // namespace

void describe(CLI::App& program, ServeOptions& options) {
  program.description(kPurpose);
  program.footer(kFooter);
  program.set_version_flag("--version", "aws-simulator " ATB_VERSION);
  program.add_option("--port", options.port, "port on 127.0.0.1; 0 takes a free one")
      ->default_val(0);
  program.add_option("--state", options.state_file, "keep everything in this file (mode 600)");
  program.add_option("--faults", options.faults_file,
                     "JSON list of {operation, times, after, error | status | drop | cut | ...}");
  program.add_option("--seed", options.seed, "of the faults that have a probability")
      ->default_val(1);
  program.add_option("--control-port", options.control_port,
                     "serve the control interface; 0 takes a free port");
  auto* const certificate = program.add_option("--tls-certificate", options.tls_certificate,
                                               "serve https with this PEM chain");
  auto* const key =
      program.add_option("--tls-key", options.tls_key, "and the certificate's PEM key");
  certificate->needs(key);
  key->needs(certificate);
  auto* const metadata =
      program.add_option("--metadata-port", options.metadata_port,
                         "serve instance metadata (version 2 only); 0 takes a free port");
  program
      .add_option("--metadata-role", options.metadata_role,
                  "role of the instance profile; without it there is none")
      ->needs(metadata);
  program.add_option("--metadata-region", options.metadata_region, "where the instance is")
      ->default_val("us-east-1")
      ->needs(metadata);
  program
      .add_option("--metadata-hop-limit", options.metadata_hop_limit,
                  "how many hops the token's answer lives")
      ->default_val(1)
      ->check(CLI::Range(1, 64))
      ->needs(metadata);
  program
      .add_option("--metadata-hops", options.metadata_hops,
                  "how many hops the client is away; beyond the limit no token arrives")
      ->default_val(1)
      ->check(CLI::Range(1, 64))
      ->needs(metadata);
}

}  // namespace atb::app
