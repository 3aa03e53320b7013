#pragma once

#include <memory>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>

#include "net/server_shared.h"

/// Included by sources of this room only.
namespace atb::net {

/// Serves a new connection of `WebServer` until it ends or becomes a WebSocket. It keeps itself.
/// @param tls  null: none
void serve_connection(std::shared_ptr<ServerShared> shared, boost::asio::ip::tcp::socket socket,
                      boost::asio::ssl::context* tls);

}  // namespace atb::net
