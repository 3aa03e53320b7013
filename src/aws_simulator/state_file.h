#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "aws_simulator/secret_store.h"
#include "core/error.h"

/// The simulator's books as a private file (0600), replaced whole.
namespace atb::aws_simulator {

[[nodiscard]] std::string render_state(const std::vector<StoredSecret>& secrets);

/// @error simulator.state_malformed (kind usage)
[[nodiscard]] core::Result<std::vector<StoredSecret>> parse_state(std::string_view text);

/// A file that does not exist is an empty store. @error files::read_private_file, parse_state
[[nodiscard]] core::Result<std::vector<StoredSecret>> load_state(const std::filesystem::path& path);

/// @error files::write_atomically
[[nodiscard]] core::Result<void> save_state(const std::filesystem::path& path,
                                            const std::vector<StoredSecret>& secrets);

}  // namespace atb::aws_simulator
