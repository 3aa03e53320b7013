#pragma once

#include <filesystem>
#include <functional>
#include <memory>

#include <nlohmann/json_fwd.hpp>

#include "core/error.h"

namespace atb::control {

/// Answers one request: the fields of the answer (an object), or an error. Called in the server's
/// thread, one request at a time.
using Handler = std::function<core::Result<nlohmann::json>(const nlohmann::json& request)>;

/// Told what hinders the server, once until it has served again. Called in the server's thread.
///   control.busy (temporary)    this process or machine is out of descriptors or memory: clients
///   are
///                               turned away with this error until there are some
///   control.broken (internal)   it cannot listen any more; it has stopped and removed its socket
using OnTrouble = std::function<void(const core::Error& error)>;

/// Listens at a Unix socket of mode 0600 and answers one request a connection. Only this user and
/// root are heard. Slow or silent clients are cut off after five seconds.
class Server {
 public:
  /// Replaces a socket that nobody listens at any more; any other file there stays.
  /// @error control.in_use (refused)  another bot listens there
  ///        control.listen_failed (internal), address_of
  [[nodiscard]] static core::Result<std::unique_ptr<Server>> create(std::filesystem::path path,
                                                                    Handler handler,
                                                                    OnTrouble on_trouble = {});
  /// Stops, joins and removes the socket.
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

 private:
  struct State;
  explicit Server(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace atb::control
