#include "ai-trading-bot-secrets/reader_flag.h"

namespace atb::app {

void add_reader_flag(CLI::App& verb, std::string& word) {
  verb.add_option("--reader", word,
                  "who reads the file: common (systemd, python-dotenv, bash), docker, systemd")
      ->check(CLI::IsMember({"common", "docker", "systemd"}))
      ->type_name("READER")
      ->capture_default_str();
}

settings::Readers readers_of(std::string_view word) {
  if (word == "docker") return settings::Readers::docker;
  return word == "systemd" ? settings::Readers::systemd : settings::Readers::common;
}

}  // namespace atb::app
