#include "net/http_message.h"

#include <boost/beast/http.hpp>

namespace atb::net {
namespace {

namespace beast = boost::beast;
namespace http = boost::beast::http;

std::string_view to_view(beast::string_view text) {
  return {text.data(), text.size()};
}

}  // namespace

ServerRequest to_request(http::request<ServerBody>&& message) {
  ServerRequest request;
  request.method = to_view(message.method_string());
  request.target = to_view(message.target());
  for (const auto& field : message)
    request.headers.add(to_view(field.name_string()), to_view(field.value()));
  request.body = std::move(message.body());
  return request;
}

HttpResponse status_only(int status) {
  HttpResponse response;
  response.status = status;
  return response;
}

http::response<ServerBody> to_message(HttpResponse&& answer, unsigned version, bool keep_alive,
                                      bool is_head) {
  http::response<ServerBody> message;
  message.version(version);
  message.result(static_cast<unsigned>(answer.status));
  for (const auto& header : answer.headers)
    message.insert(header.name(), beast::string_view{header.value().data(), header.value().size()});
  message.keep_alive(keep_alive);
  message.content_length(answer.body.size());
  if (!is_head) message.body() = std::move(answer.body);
  return message;
}

}  // namespace atb::net
