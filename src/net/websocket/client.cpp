#include "net/websocket/client.h"

#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <fmt/format.h>

#include "net/http.h"
#include "net/loop_core.h"
#include "net/url.h"
#include "net/websocket/stream_link.h"

namespace atb::net {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = beast::websocket;
using asio::ip::tcp;
using Fault = beast::error_code;

core::Error temporary(std::string_view code, std::string message, std::string advice) {
  return {core::ErrorKind::temporary, std::string{code}, std::move(message), std::move(advice)};
}

WebSocketEnd failed(core::Error error) {
  WebSocketEnd end;
  end.error = std::move(error);
  return end;
}

core::Error tls_error(Fault fault, SSL* ssl, const std::string& place) {
  const bool untrusted =
      fault.category() == asio::error::get_ssl_category() &&
      ERR_GET_REASON(static_cast<unsigned long>(fault.value())) == SSL_R_CERTIFICATE_VERIFY_FAILED;
  if (!untrusted)
    return temporary(codes::kTlsFailed,
                     fmt::format("no TLS connection to {}: {}", place, fault.message()),
                     "Check that the address speaks TLS. Nothing was sent.");
  const long why = SSL_get_verify_result(ssl);
  return {core::ErrorKind::refused, std::string{codes::kTlsUntrusted},
          fmt::format("{} did not prove its identity: {}", place,
                      why == X509_V_OK ? "the certificate is for other names"
                                       : X509_verify_cert_error_string(why)),
          "Check the clock, the ca-certificates package and whether something intercepts TLS.\n"
          "Nothing was sent."};
}

struct Target {
  Url url;
  WebSocketClient::Options options;
  std::string place;  ///< as the Host header says
};

/// The client's side: name, TCP, TLS, upgrade, one after the other.
template <class Stream>
class ClientLink final : public StreamLink<Stream> {
 public:
  ClientLink(EventLoop& loop, Target target)
      : StreamLink<Stream>{loop, target.options.limits},
        target_{std::move(target)},
        resolver_{loop.core().context} {}

  void connect(Stream&& stream) {
    this->adopt(std::move(stream));
    deadline_ = this->loop().after(target_.options.connect_timeout, [this] {
      this->finish(
          failed(temporary(codes::kConnectTimeout,
                           fmt::format("no WebSocket to {} within the time allowed", target_.place),
                           "Check the network, the firewall and the address.")));
    });
    Fault fault;
    if (const auto address = asio::ip::make_address(target_.url.host, fault); !fault)
      return connect_to(tcp::resolver::results_type::create(
          tcp::endpoint{address, target_.url.port}, target_.url.host, {}));
    resolver_.async_resolve(
        target_.url.host, std::to_string(target_.url.port), tcp::resolver::numeric_service,
        [self = self()](Fault failure, const tcp::resolver::results_type& found) {
          if (self->has_ended()) return;
          if (!failure) return self->connect_to(found);
          self->finish(failed(
              temporary(codes::kResolveFailed,
                        fmt::format("the name {} cannot be resolved", self->target_.url.host),
                        "Check the address for typing errors, and DNS on this machine.")));
        });
  }

 private:
  std::shared_ptr<ClientLink> self() {
    return std::static_pointer_cast<ClientLink>(this->shared_from_this());
  }
  auto& tcp_stream() { return beast::get_lowest_layer(this->socket()); }

  void connect_to(const tcp::resolver::results_type& addresses) {
    tcp_stream().async_connect(addresses, [self = self()](Fault fault, const tcp::endpoint&) {
      if (self->has_ended()) return;
      if (fault)
        return self->finish(failed(
            temporary(codes::kConnectFailed,
                      fmt::format("no connection to {}: {}", self->target_.place, fault.message()),
                      "Check that the service runs there and that a firewall lets it through.")));
      Fault ignored;
      self->tcp_stream().socket().set_option(tcp::no_delay(true), ignored);
      self->secure();
    });
  }

  void secure() {
    if constexpr (std::is_same_v<Stream, TlsStream>) {
      auto& tls = this->socket().next_layer();
      tls.set_verify_mode(asio::ssl::verify_peer);
      tls.set_verify_callback(asio::ssl::host_name_verification{target_.url.host});
      Fault literal;
      (void)asio::ip::make_address(target_.url.host, literal);
      if (literal) SSL_set_tlsext_host_name(tls.native_handle(), target_.url.host.c_str());
      tls.async_handshake(asio::ssl::stream_base::client, [self = self()](Fault fault) {
        if (self->has_ended()) return;
        if (!fault) return self->upgrade();
        self->finish(failed(
            tls_error(fault, self->socket().next_layer().native_handle(), self->target_.place)));
      });
    } else {
      upgrade();
    }
  }

  void upgrade() {
    this->socket().set_option(
        websocket::stream_base::decorator([this](websocket::request_type& request) {
          request.set(beast::http::field::user_agent, target_.options.user_agent);
          for (const auto& header : target_.options.headers)
            request.insert(header.name(),
                           beast::string_view{header.value().data(), header.value().size()});
        }));
    const auto& url = target_.url;
    this->socket().async_handshake(answer_, target_.place,
                                   url.query.empty() ? url.path : url.path + "?" + url.query,
                                   [self = self()](Fault fault) {
                                     if (self->has_ended()) return;
                                     self->deadline_.cancel();
                                     if (fault) return self->upgrade_failed(fault);
                                     self->begin();
                                   });
  }

  void upgrade_failed(Fault fault) {
    if (fault == websocket::error::upgrade_declined) return refused();
    const bool has_ended =
        fault == beast::http::error::end_of_stream || fault == beast::http::error::partial_message;
    if (fault.category() == make_error_code(websocket::error::closed).category() ||
        (fault.category() == make_error_code(beast::http::error::bad_method).category() &&
         !has_ended))
      return this->finish(failed(temporary(
          codes::kAnswerMalformed,
          fmt::format("{} did not agree to a WebSocket: {}", target_.place, fault.message()),
          "Check the address and port.")));
    this->finish(
        failed(temporary(codes::kConnectionLost,
                         fmt::format("the connection to {} broke before it became a WebSocket: {}",
                                     target_.place, fault.message()),
                         "Connect again later.")));
  }

  void refused() {
    auto end = failed(
        temporary(codes::kUpgradeRefused,
                  fmt::format("{} answered status {} instead of a WebSocket", target_.place,
                              answer_.result_int()),
                  "Check the path of the address; on 429 and 418 wait as Retry-After says."));
    end.http_status = static_cast<int>(answer_.result_int());
    for (const auto& field : answer_) {
      const auto name = field.name_string();
      const auto value = field.value();
      end.http_headers.add({name.data(), name.size()}, {value.data(), value.size()});
    }
    this->finish(std::move(end));
  }

  Target target_;
  tcp::resolver resolver_;
  EventLoop::Timer deadline_;
  websocket::response_type answer_;
};

core::Result<asio::ssl::context> make_tls_context(const std::string& ca_bundle) {
  asio::ssl::context context{asio::ssl::context::tls_client};
  context.set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_tlsv1 |
                      asio::ssl::context::no_tlsv1_1);
  Fault fault;
  if (ca_bundle.empty())
    context.set_default_verify_paths(fault);
  else
    context.load_verify_file(ca_bundle, fault);
  if (fault)
    return core::fail(core::ErrorKind::settings, codes::kCaBundle,
                      fmt::format("the file of trusted certificates {} cannot be read: {}",
                                  ca_bundle, fault.message()),
                      "Install ca-certificates, or correct the CA bundle setting.");
  return context;
}

core::Result<Target> make_target(WebSocketClient::Options options) {
  constexpr std::string_view kScheme = "ws";
  if (!options.url.starts_with("ws://") && !options.url.starts_with("wss://"))
    return core::fail(core::ErrorKind::usage, codes::kUrlMalformed,
                      "the address of a WebSocket begins with wss://",
                      "Write it as wss://host[:port][/path].");
  ATB_ASSIGN(auto url, parse_safe_url("http" + options.url.substr(kScheme.size())));
  ATB_TRY(check_lines(options.headers));
  if (options.user_agent.empty()) options.user_agent = "ai-trading-bot/" ATB_VERSION;
  auto place = url.authority();
  return Target{std::move(url), std::move(options), std::move(place)};
}

}  // namespace

WebSocketClient::WebSocketClient(EventLoop& loop, WebSocketListener& listener)
    : loop_{loop}, listener_{listener} {}

WebSocketClient::~WebSocketClient() {
  if (link_) link_->detach();
}

core::Result<void> WebSocketClient::connect(Options options) {
  ATB_ASSIGN(auto target, make_target(std::move(options)));
  auto& context = loop_.core().context;
  // Not owned: `detach` comes before the listener goes.
  const std::shared_ptr<WebSocketListener> listener{std::shared_ptr<void>{}, &listener_};
  if (target.url.scheme == "http") {
    auto link = std::make_shared<ClientLink<PlainStream>>(loop_, std::move(target));
    link->listen(listener);
    link->connect(PlainStream{context});
    link_ = std::move(link);
    return {};
  }
  ATB_ASSIGN(auto tls, make_tls_context(target.options.ca_bundle));
  auto link = std::make_shared<ClientLink<TlsStream>>(loop_, std::move(target));
  link->listen(listener);
  link->connect(TlsStream{context, tls});
  link_ = std::move(link);
  return {};
}

core::Result<void> WebSocketClient::send(std::string_view text) {
  if (link_) return link_->send(text);
  return core::fail(core::ErrorKind::temporary, codes::kNotOpen, "the WebSocket is not open",
                    "Nothing was sent. Connect first.");
}

void WebSocketClient::close(std::uint16_t code, std::string_view reason) {
  if (link_) link_->close(code, reason);
}

void WebSocketClient::abort() {
  if (link_) link_->abort(false);
}

bool WebSocketClient::is_open() const noexcept {
  return link_ && link_->is_open();
}

std::size_t WebSocketClient::queued_bytes() const noexcept {
  return link_ ? link_->queued_bytes() : 0;
}

}  // namespace atb::net
