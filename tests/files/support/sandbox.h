#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include <sys/stat.h>

namespace atb::files::test {

/// A directory of its own (0700) for one test, removed with all that is in it.
class Sandbox {
 public:
  Sandbox();
  ~Sandbox();
  Sandbox(const Sandbox&) = delete;
  Sandbox& operator=(const Sandbox&) = delete;

  [[nodiscard]] std::filesystem::path operator/(std::string_view name) const {
    return directory_ / name;
  }
  [[nodiscard]] const std::filesystem::path& directory() const { return directory_; }
  /// The number of entries in it.
  [[nodiscard]] std::size_t entries() const;

 private:
  std::filesystem::path directory_;
};

/// Puts a file there with this mode.
void put(const std::filesystem::path& path, std::string_view bytes, mode_t mode = 0600);
/// The content of a file.
[[nodiscard]] std::string get(const std::filesystem::path& path);
/// The permission bits of what is there.
[[nodiscard]] mode_t mode_of(const std::filesystem::path& path);
/// Runs `body` in a child process, which may change its limits, user or umask.
/// @return its exit status, or minus the signal that ended it
[[nodiscard]] int in_child(const std::function<int()>& body);

}  // namespace atb::files::test
