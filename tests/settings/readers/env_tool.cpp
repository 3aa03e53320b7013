// Reads cases from stdin and renders or parses them, for readers_test.py. Values travel as hex.
//   render <readers>: lines "NAME =hexvalue" in, the file out; exit 3 and the message when refused
//   parse:            a file in, lines "NAME =hexvalue" out
#include <cstdio>
#include <iostream>
#include <iterator>
#include <map>
#include <string>

#include <fmt/format.h>

#include "settings/env_file.h"

namespace {

using namespace atb;

/// Before each value, so that an empty one is seen too.
constexpr std::string_view kMark = " =";

std::string from_hex(const std::string& text) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < text.size(); i += 2)
    bytes.push_back(static_cast<char>(std::stoi(text.substr(i, 2), nullptr, 16)));
  return bytes;
}

int refuse(const core::Error& error) {
  std::cerr << error.message << "\n" << error.advice << "\n";
  return core::exit_code(error.kind);
}

int render(const std::string& word) {
  const std::map<std::string, settings::Readers> readers{{"common", settings::Readers::common},
                                                         {"docker", settings::Readers::docker},
                                                         {"systemd", settings::Readers::systemd}};
  settings::Values values;
  std::string name;
  std::string hex;
  while (std::cin >> name && std::getline(std::cin, hex))
    values.set(name, core::SecretString{from_hex(hex.substr(kMark.size()))});
  const auto file = settings::render_env(values, "written by a test", readers.at(word));
  if (!file) return refuse(file.error());
  std::cout.write(file->data(), static_cast<std::streamsize>(file->size()));
  return 0;
}

int parse() {
  const std::string text{std::istreambuf_iterator<char>{std::cin}, {}};
  const auto values = settings::parse_env(text);
  if (!values) return refuse(values.error());
  for (const auto& [name, value] : *values) {
    std::cout << name << kMark;
    for (const char c : value.reveal())
      std::cout << fmt::format("{:02x}", static_cast<unsigned char>(c));
    std::cout << "\n";
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 3 && std::string{argv[1]} == "render") return render(argv[2]);
  if (argc == 2 && std::string{argv[1]} == "parse") return parse();
  return 2;
}
