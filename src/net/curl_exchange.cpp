#include "net/curl_exchange.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <stdexcept>

#include <curl/curl.h>

#include "net/curl_failure.h"
#include "net/proxy.h"
#include "net/url.h"
#include "net/wiping_memory.h"

/// libcurl brings GnuTLS along for LDAP and RTMP, which are never spoken here. GnuTLS asks the
/// program by this name (GNUTLS_SKIP_GLOBAL_INIT of its header) whether to initialize itself at
/// load time: not doing so saves each start 0.7 MiB and half a millisecond.
extern "C" int skip_gnutls() asm("_gnutls_global_init_skip");
extern "C" [[gnu::used]] int skip_gnutls() {
  return 1;
}

namespace atb::net {
namespace {

constexpr std::size_t kHeaderBytesMax = std::size_t{64} << 10U;

/// Header lines for libcurl, wiped before they are freed.
class HeaderList {
 public:
  HeaderList() = default;
  HeaderList(const HeaderList&) = delete;
  HeaderList& operator=(const HeaderList&) = delete;
  ~HeaderList() {
    for (auto* line = lines_; line != nullptr; line = line->next)
      core::wipe(line->data, std::char_traits<char>::length(line->data));
    curl_slist_free_all(lines_);
  }
  void add(std::string_view name, std::string_view value) {
    core::SecretBuffer line(name.begin(), name.end());
    // libcurl drops "name:"; "name;" is how it sends an empty value.
    constexpr std::string_view kSeparator = ": ";
    if (value.empty()) {
      line.push_back(';');
    } else {
      line.insert(line.end(), kSeparator.begin(), kSeparator.end());
      line.insert(line.end(), value.begin(), value.end());
    }
    add_line(line);
  }
  /// Keeps libcurl from adding a header of its own.
  void suppress(std::string_view name) {
    core::SecretBuffer line(name.begin(), name.end());
    line.push_back(':');
    add_line(line);
  }
  [[nodiscard]] curl_slist* get() const noexcept { return lines_; }

 private:
  void add_line(core::SecretBuffer& line) {
    line.push_back('\0');
    auto* const longer = curl_slist_append(lines_, line.data());
    if (longer == nullptr) throw std::bad_alloc{};
    lines_ = longer;
  }
  curl_slist* lines_ = nullptr;
};

/// What the callbacks of one transfer collect.
struct Transfer {
  const HttpRequest* request = nullptr;
  HttpResponse response;
  std::size_t header_bytes = 0;
  int starts = 0;
  bool too_large = false;
};

std::size_t on_body(const char* data, std::size_t, std::size_t size, void* context) {
  auto& transfer = *static_cast<Transfer*>(context);
  auto& body = transfer.response.body;
  if (size > transfer.request->response_bytes_max - body.size()) {
    transfer.too_large = true;
    return 0;
  }
  body.insert(body.end(), data, data + size);
  return size;
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::size_t on_header(const char* data, std::size_t, std::size_t size, void* context) {
  auto& transfer = *static_cast<Transfer*>(context);
  transfer.header_bytes += size;
  if (transfer.header_bytes > kHeaderBytesMax) {
    transfer.too_large = true;
    return 0;
  }
  const std::string_view line{data, size};
  if (line.starts_with("HTTP/")) {
    transfer.response.headers.clear();  // an interim answer (100, a proxy's 200) came before
  } else if (const auto colon = line.find(':'); colon != std::string_view::npos) {
    transfer.response.headers.add(line.substr(0, colon), trimmed(line.substr(colon + 1)));
  }
  return size;
}

/// Called once a connection stands, each time before a request is written.
int on_start(void* context, char*, char*, int, int) {
  auto& transfer = *static_cast<Transfer*>(context);
  const bool again = transfer.starts > 0;
  if (again && transfer.request->send_once) return CURL_PREREQFUNC_ABORT;
  ++transfer.starts;
  return CURL_PREREQFUNC_OK;
}

template <class Value>
void set(CURL* curl, CURLoption option, Value value) {
  if (curl_easy_setopt(curl, option, value) != CURLE_OK)
    throw std::logic_error{"libcurl does not know an option that this program needs"};
}

void set_method(CURL* curl, const HttpRequest& request) {
  if (request.method == "GET" && request.body.empty()) return set(curl, CURLOPT_HTTPGET, 1L);
  if (request.method == "HEAD") return set(curl, CURLOPT_NOBODY, 1L);
  if (request.method == "POST" || !request.body.empty()) {
    set(curl, CURLOPT_POST, 1L);
    set(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    // Not copied: the body stays where it is wiped.
    set(curl, CURLOPT_POSTFIELDS, request.body.empty() ? "" : request.body.data());
  }
  set(curl, CURLOPT_CUSTOMREQUEST, request.method.c_str());
}

/// Where libcurl was built to look for them: `capath`, `cainfo`; null: nowhere.
const curl_version_info_data& system_authorities() {
  return *curl_version_info(CURLVERSION_NOW);
}

/// @param proxy  empty: none
void set_safety(CURL* curl, const CurlTransport::Options& options, const std::string& scheme,
                const std::string& proxy) {
  set(curl, CURLOPT_PROTOCOLS_STR, scheme.c_str());
  set(curl, CURLOPT_SSL_VERIFYPEER, 1L);
  set(curl, CURLOPT_SSL_VERIFYHOST, 2L);
  set(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  set(curl, CURLOPT_FOLLOWLOCATION, 0L);
  set(curl, CURLOPT_PROXY, proxy.c_str());  // empty: also not the environment's
  set(curl, CURLOPT_NOPROXY, options.no_proxy.c_str());
  set(curl, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  if (!options.ca_bundle.empty()) {
    set(curl, CURLOPT_CAINFO, options.ca_bundle.c_str());
  } else if (system_authorities().capath != nullptr) {
    set(curl, CURLOPT_CAINFO, static_cast<const char*>(nullptr));
  }
}

void set_callbacks(CURL* curl, Transfer& transfer, std::array<char, CURL_ERROR_SIZE>& details) {
  set(curl, CURLOPT_WRITEFUNCTION, &on_body);
  set(curl, CURLOPT_WRITEDATA, &transfer);
  set(curl, CURLOPT_HEADERFUNCTION, &on_header);
  set(curl, CURLOPT_HEADERDATA, &transfer);
  set(curl, CURLOPT_PREREQFUNCTION, &on_start);
  set(curl, CURLOPT_PREREQDATA, &transfer);
  set(curl, CURLOPT_ERRORBUFFER, details.data());
}

void fill(HeaderList& list, const HttpRequest& request) {
  for (const auto& header : request.headers) list.add(header.name(), header.value());
  list.suppress("Expect");
  if (!request.headers.contains("accept")) list.suppress("Accept");
  if (!request.headers.contains("content-type")) list.suppress("Content-Type");
}

/// At least one: libcurl takes zero for "no limit".
long milliseconds(core::Duration span) {
  return std::max(1L, static_cast<long>(span.us() / 1'000));
}

bool is_among(const std::vector<std::string>& hosts, const Url& url) {
  return std::find(hosts.begin(), hosts.end(), url.host) != hosts.end();
}

core::Result<Url> allowed_url(std::string_view text, const std::vector<std::string>& plain_hosts) {
  auto url = parse_url(text);
  if (url && is_among(plain_hosts, *url)) return url;
  return parse_safe_url(text);
}

/// @return  the proxy's host for people; empty: the request goes directly
core::Result<std::string> proxy_for(const Url& url, const CurlTransport::Options& options) {
  const bool near = url.is_loopback() || is_among(options.plain_http_hosts, url);
  if (options.proxy.empty() || near || url.scheme != "https") return std::string{};
  return proxy_host(options.proxy);
}

/// libcurl copies header lines and what it reads from the network: its memory is wiped as well.
bool start_library() {
  return curl_global_init_mem(CURL_GLOBAL_DEFAULT, &std::malloc, &wiping_free, &wiping_realloc,
                              &strdup, &std::calloc) == CURLE_OK;
}

}  // namespace

struct CurlExchange::State {
  CURL* curl = nullptr;
  Transfer transfer;
  std::string host;
  std::string proxy;
  HeaderList headers;
  std::array<char, CURL_ERROR_SIZE> details{};
};

CurlExchange::CurlExchange(std::unique_ptr<State> state) : state_{std::move(state)} {}

CurlExchange::~CurlExchange() {
  curl_easy_reset(state_->curl);
}

core::Result<std::unique_ptr<CurlExchange>> CurlExchange::prepare(
    void* easy, const HttpRequest& request, const CurlTransport::Options& options) {
  ATB_ASSIGN(const auto url, allowed_url(request.url, options.plain_http_hosts));
  auto state = std::make_unique<State>();
  ATB_ASSIGN(state->proxy, proxy_for(url, options));
  ATB_TRY(check_lines(request.headers));
  CURL* const curl = easy;
  curl_easy_reset(curl);  // keeps the connections
  state->curl = curl;
  state->transfer.request = &request;
  state->host = url.authority();
  fill(state->headers, request);

  set(curl, CURLOPT_URL, request.url.c_str());
  set(curl, CURLOPT_PATH_AS_IS, 1L);  // a signature covers the path as it is written
  set(curl, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  set(curl, CURLOPT_NOSIGNAL, 1L);
  set(curl, CURLOPT_TCP_NODELAY, 1L);
  set(curl, CURLOPT_CONNECTTIMEOUT_MS, milliseconds(request.connect_timeout));
  set(curl, CURLOPT_TIMEOUT_MS, milliseconds(request.total_timeout));
  set(curl, CURLOPT_USERAGENT, options.user_agent.c_str());
  set(curl, CURLOPT_HTTPHEADER, state->headers.get());
  set_safety(curl, options, url.scheme, state->proxy.empty() ? state->proxy : options.proxy);
  set_method(curl, request);
  set_callbacks(curl, state->transfer, state->details);
  return std::unique_ptr<CurlExchange>{new CurlExchange{std::move(state)}};
}

bool CurlExchange::request_started() const noexcept {
  return state_->transfer.starts > 0;
}

core::Result<HttpResponse> CurlExchange::finish(int curl_code) {
  const auto outcome = static_cast<CURLcode>(curl_code);
  long status = 0;
  curl_easy_getinfo(state_->curl, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_reset(state_->curl);
  if (outcome == CURLE_OK) {
    state_->transfer.response.status = static_cast<int>(status);
    return std::move(state_->transfer.response);
  }
  const auto& details = state_->details;
  return tl::unexpected<core::Error>(
      to_error({.curl_code = outcome,
                .details = details[0] != '\0' ? details.data() : curl_easy_strerror(outcome),
                .host = state_->host,
                .proxy = state_->proxy,
                .request_started = request_started(),
                .too_large = state_->transfer.too_large}));
}

bool start_curl() {
  static const bool started = start_library();
  return started;
}

const char* system_ca_file() {
  return system_authorities().cainfo;
}

}  // namespace atb::net
