#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>

#include "net/event_loop.h"

/// What stands behind an `EventLoop`. Included by sources of this room only.
namespace atb::net {

struct EventLoop::Core {
  Core();
  /// Waits for `stop`, again and again.
  void await_stop();

  boost::asio::io_context context{1};
  boost::asio::posix::stream_descriptor stop_signal;  ///< an eventfd: signal handlers may write it
  const int stop_descriptor;
};

}  // namespace atb::net
