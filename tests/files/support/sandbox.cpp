#include "files/support/sandbox.h"

#include <fstream>
#include <iterator>
#include <stdexcept>

#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

namespace atb::files::test {

Sandbox::Sandbox() {
  std::string pattern = (std::filesystem::temp_directory_path() / "atb-files-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error{"no temporary directory"};
  directory_ = pattern;
}

Sandbox::~Sandbox() {
  std::error_code ignored;
  std::filesystem::remove_all(directory_, ignored);
}

std::size_t Sandbox::entries() const {
  const std::filesystem::directory_iterator begin{directory_};
  return static_cast<std::size_t>(std::distance(begin, std::filesystem::directory_iterator{}));
}

void put(const std::filesystem::path& path, std::string_view bytes, mode_t mode) {
  std::ofstream{path, std::ios::binary} << bytes;
  if (::chmod(path.c_str(), mode) != 0) throw std::runtime_error{"chmod failed"};
}

std::string get(const std::filesystem::path& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

mode_t mode_of(const std::filesystem::path& path) {
  struct stat info {};
  return ::lstat(path.c_str(), &info) == 0 ? info.st_mode & 07777U : 0;
}

int in_child(const std::function<int()>& body) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(body());
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace atb::files::test
