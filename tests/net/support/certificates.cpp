#include "net/support/certificates.h"

#include <fstream>
#include <stdexcept>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>

namespace atb::net::test {
namespace {

void openssl(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "openssl");
  std::vector<char*> argv;
  for (auto& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  for (const int stream : {1, 2})
    posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  int status = 1;
  const int fault = posix_spawnp(&child, "openssl", &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (fault != 0 || waitpid(child, &status, 0) != child || status != 0)
    throw std::runtime_error{"openssl " + arguments.at(1) + " failed"};
}

std::vector<std::string> new_key(const std::string& file) {
  return {"-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", file};
}

std::vector<std::string> joined(std::vector<std::string> first,
                                const std::vector<std::string>& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

}  // namespace

Authority::Authority() {
  openssl(joined(
      {"req", "-x509", "-days", "2", "-subj", "/CN=Test authority", "-out", certificate_file()},
      new_key(path("ca.key"))));
}

HttpServer::Tls Authority::issue(const std::string& names, int days) const {
  openssl(joined({"req", "-subj", "/CN=Test server", "-out", path("server.csr")},
                 new_key(path("server.key"))));
  std::ofstream{path("extensions")} << "subjectAltName=" << names << "\n";
  openssl({"x509", "-req", "-in", path("server.csr"), "-CA", certificate_file(), "-CAkey",
           path("ca.key"), "-CAcreateserial", "-days", std::to_string(days), "-extfile",
           path("extensions"), "-out", path("server.pem")});
  return {path("server.pem"), path("server.key")};
}

HttpServer::Tls Authority::self_signed(const std::string& names) const {
  openssl(joined({"req", "-x509", "-days", "2", "-subj", "/CN=localhost", "-addext",
                  "subjectAltName=" + names, "-out", path("self.pem")},
                 new_key(path("self.key"))));
  return {path("self.pem"), path("self.key")};
}

}  // namespace atb::net::test
