#pragma once

#include <functional>
#include <memory>
#include <unordered_map>

#include "net/web_server.h"

/// What the connections of one `WebServer` share. For the sources of this room.
namespace atb::net {

struct ServerShared {
  EventLoop& loop;
  RequestHandler on_request;
  UpgradeHandler on_upgrade;
  ServerLimits limits;
  WebSocketLimits websocket;
  std::unordered_map<const void*, std::function<void()>> open;  ///< how each connection is dropped
};

/// A connection's place among those of its server.
class ServerSeat {
 public:
  ServerSeat(std::shared_ptr<ServerShared> shared, std::function<void()> drop)
      : shared_{std::move(shared)} {
    shared_->open.emplace(this, std::move(drop));
  }
  ServerSeat(const ServerSeat&) = delete;
  ServerSeat& operator=(const ServerSeat&) = delete;
  ~ServerSeat() { shared_->open.erase(this); }
  [[nodiscard]] ServerShared& shared() const noexcept { return *shared_; }
  [[nodiscard]] const std::shared_ptr<ServerShared>& owner() const noexcept { return shared_; }

 private:
  std::shared_ptr<ServerShared> shared_;
};

}  // namespace atb::net
