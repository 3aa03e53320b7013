#include <atomic>
#include <thread>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "net/curl_transport.h"
#include "net/http_server.h"
#include "net/support/certificates.h"

namespace atb::net {
namespace {

constexpr const char* kNames = "DNS:localhost,IP:127.0.0.1";

/// Our server with that certificate, and what our client says of it.
struct World {
  explicit World(const HttpServer::Tls& tls) {
    server = *HttpServer::create(
        0,
        [this](const ServerRequest&) {
          ++requests;
          HttpResponse response;
          response.status = 204;
          return response;
        },
        {}, tls);
    server->start();
  }
  /// "204", or the code of the failure.
  [[nodiscard]] std::string ask(const std::string& ca_file, std::string_view host = "localhost") {
    CurlTransport transport{{.ca_bundle = ca_file, .proxy = {}, .no_proxy = {}, .user_agent = {}}};
    HttpRequest request;
    request.url = fmt::format("https://{}:{}/", host, server->port());
    const auto response = transport.send(request);
    certain = !response && certainly_not_sent(response.error());
    return response ? std::to_string(response->status) : response.error().code;
  }
  std::atomic<int> requests = 0;
  bool certain = false;  ///< that nothing was sent
  std::unique_ptr<HttpServer> server;
};

void expect_untrusted(World& world, const std::string& ca_file, std::string_view host) {
  EXPECT_EQ(world.ask(ca_file, host), codes::kTlsUntrusted);
  EXPECT_TRUE(world.certain);
  EXPECT_EQ(world.requests, 0);
}

TEST(Tls, ServesAClientThatTrustsTheAuthority) {
  const test::Authority authority;
  World world{authority.issue(kNames, 2)};
  EXPECT_EQ(world.ask(authority.certificate_file()), "204");
  EXPECT_EQ(world.ask(authority.certificate_file(), "127.0.0.1"), "204");
}

TEST(Tls, SendsNothingToAServerWhoseCertificateHasEnded) {
  const test::Authority authority;
  World world{authority.issue(kNames, -1)};
  expect_untrusted(world, authority.certificate_file(), "localhost");
}

TEST(Tls, SendsNothingToAServerOfAnotherName) {
  const test::Authority authority;
  World world{authority.issue("DNS:elsewhere.example", 2)};
  expect_untrusted(world, authority.certificate_file(), "localhost");
  expect_untrusted(world, authority.certificate_file(), "127.0.0.1");
}

TEST(Tls, SendsNothingToAServerThatVouchesForItself) {
  const test::Authority authority;
  World world{authority.self_signed(kNames)};
  expect_untrusted(world, authority.certificate_file(), "localhost");
}

TEST(Tls, SendsNothingToAServerOfAnUnknownAuthority) {
  const test::Authority authority;
  const test::Authority other;
  World world{authority.issue(kNames, 2)};
  expect_untrusted(world, other.certificate_file(), "localhost");
  expect_untrusted(world, "", "localhost");  // the system's authorities
}

/// A server that knows nothing newer than TLS 1.1, for one connection.
class OldServer {
 public:
  explicit OldServer(const HttpServer::Tls& tls) : listener_{socket(AF_INET, SOCK_STREAM, 0)} {
    SSL_CTX_set_security_level(context_, 0);
    SSL_CTX_set_min_proto_version(context_, TLS1_1_VERSION);
    SSL_CTX_set_max_proto_version(context_, TLS1_1_VERSION);
    SSL_CTX_set_cipher_list(context_, "ALL:@SECLEVEL=0");
    SSL_CTX_use_certificate_chain_file(context_, tls.certificate_file.c_str());
    SSL_CTX_use_PrivateKey_file(context_, tls.key_file.c_str(), SSL_FILETYPE_PEM);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (bind(listener_, reinterpret_cast<const sockaddr*>(&address), size) != 0 ||
        listen(listener_, 1) != 0 ||
        getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0)
      throw std::runtime_error{"cannot listen"};
    port = ntohs(address.sin_port);
    thread_ = std::thread{[this] { serve(); }};
  }
  ~OldServer() {
    shutdown(listener_, SHUT_RDWR);
    if (thread_.joinable()) thread_.join();
    close(listener_);
    SSL_CTX_free(context_);
  }
  OldServer(const OldServer&) = delete;
  OldServer& operator=(const OldServer&) = delete;

  /// Ends the service; how many bytes of a request came in.
  int bytes_received() {
    thread_.join();
    return bytes_;
  }
  std::uint16_t port = 0;

 private:
  void serve() {
    const int connection = accept(listener_, nullptr, nullptr);
    SSL* const session = SSL_new(context_);
    SSL_set_fd(session, connection);
    char byte = 0;
    if (SSL_accept(session) == 1)
      while (SSL_read(session, &byte, 1) == 1) ++bytes_;
    SSL_free(session);
    close(connection);
  }

  SSL_CTX* context_ = SSL_CTX_new(TLS_server_method());
  int listener_;
  int bytes_ = 0;
  std::thread thread_;
};

TEST(Tls, SendsNothingOverAVersionThatIsTooOld) {
  const test::Authority authority;
  OldServer server{authority.issue(kNames, 2)};
  CurlTransport transport{
      {.ca_bundle = authority.certificate_file(), .proxy = {}, .no_proxy = {}, .user_agent = {}}};
  HttpRequest request;
  request.url = fmt::format("https://localhost:{}/", server.port);
  const auto response = transport.send(request);
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().code, codes::kTlsFailed);
  EXPECT_TRUE(certainly_not_sent(response.error()));
  EXPECT_EQ(server.bytes_received(), 0);
}

TEST(Tls, RefusesFilesThatDoNotBelongTogether) {
  const test::Authority authority;
  const auto tls = authority.issue(kNames, 2);
  const auto other = authority.self_signed(kNames);
  const auto create = [](const HttpServer::Tls& files) {
    return HttpServer::create(
               0, [](const ServerRequest&) { return std::nullopt; }, {}, files)
        .error()
        .code;
  };
  EXPECT_EQ(create({tls.certificate_file, other.key_file}), "net.tls_files_unusable");
  EXPECT_EQ(create({"/nowhere.pem", tls.key_file}), "net.tls_files_unusable");
}

}  // namespace
}  // namespace atb::net
