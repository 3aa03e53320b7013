#pragma once

#include <filesystem>
#include <memory>

#include "aws_simulator/control.h"
#include "aws_simulator/random_password.h"

namespace atb::aws_simulator {

/// Everything that the program serves, put together: the services behind their front door, the
/// instance's metadata, and the port that controls them. Used by one thread at a time.
class World {
 public:
  struct Options {
    std::filesystem::path state_file;  ///< empty: nothing outlives the process
    Faults faults;
    Metadata::Options metadata;  ///< its account is set here
    std::function<core::Timestamp()> now;
    RandomBelow random_below;
    std::function<std::string()> request_id;
  };

  /// @error load_state
  [[nodiscard]] static core::Result<std::unique_ptr<World>> create(Options options);
  World(const World&) = delete;
  World& operator=(const World&) = delete;
  ~World() = default;

  [[nodiscard]] Simulator& simulator() noexcept { return *simulator_; }
  [[nodiscard]] Metadata& metadata() noexcept { return metadata_; }
  [[nodiscard]] Control& control() noexcept { return control_; }

 private:
  World(Options options, std::unique_ptr<Simulator> simulator);

  KmsKeys kms_{std::string{kDefaultAccount}};
  std::unique_ptr<Simulator> simulator_;
  Metadata metadata_;
  Control control_;
};

}  // namespace atb::aws_simulator
