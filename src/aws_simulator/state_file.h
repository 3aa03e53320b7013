#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "core/error.h"

/// The simulator's books as a private file (0600), replaced whole.
namespace atb::aws_simulator {

/// What outlives the process: the ring of keys, and what each service saved.
struct State {
  nlohmann::json keys = nlohmann::json::array();
  std::map<std::string, nlohmann::json> services;  ///< by signing name
};

[[nodiscard]] std::string render_state(const State& state);

/// Also reads format 1, which held the secrets alone. @error simulator.state_malformed (kind usage)
[[nodiscard]] core::Result<State> parse_state(std::string_view text);

/// A file that does not exist is an empty state. @error files::read_private_file, parse_state
[[nodiscard]] core::Result<State> load_state(const std::filesystem::path& path);

/// @error files::write_atomically
[[nodiscard]] core::Result<void> save_state(const std::filesystem::path& path, const State& state);

/// The error of a file that cannot be used.
[[nodiscard]] tl::unexpected<core::Error> state_malformed();

}  // namespace atb::aws_simulator
