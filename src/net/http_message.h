#pragma once

#include <boost/beast/http/message.hpp>
#include <boost/beast/http/vector_body.hpp>

#include "net/http_server.h"

/// Requests and answers between Beast's terms and ours; for the server's own sources.
namespace atb::net {

using ServerBody = boost::beast::http::vector_body<char, core::WipingAllocator<char>>;

/// A received request; takes its body.
[[nodiscard]] ServerRequest to_request(boost::beast::http::request<ServerBody>&& message);

/// An answer without a body.
[[nodiscard]] HttpResponse status_only(int status);

/// An answer to send; takes its body. Content-Length is that of the body also where a HEAD leaves
/// it out. @param version  10 or 11
[[nodiscard]] boost::beast::http::response<ServerBody> to_message(HttpResponse&& answer,
                                                                  unsigned version, bool keep_alive,
                                                                  bool is_head);

}  // namespace atb::net
