#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <thread>

namespace atb::net::test {

/// A WebSocket server that agrees to one upgrade, writes bytes that the test made, and then reads
/// until the client ends it: for what a well-behaved server never sends.
class FrameServer {
 public:
  explicit FrameServer(std::string bytes);
  ~FrameServer();
  FrameServer(const FrameServer&) = delete;
  FrameServer& operator=(const FrameServer&) = delete;

  [[nodiscard]] std::string url() const;
  /// What the client sent after the upgrade: each frame as "<first byte in hex>:<payload>;",
  /// unmasked; "unmasked" for a frame that is not masked. Waits for the client's end.
  [[nodiscard]] std::string frames();

  /// A frame of a server with a payload of less than 126 bytes. @param first  such as 0x81
  [[nodiscard]] static std::string frame(unsigned char first, std::string_view payload);

 private:
  void serve();
  std::string bytes_;
  std::string received_;
  int listener_ = -1;
  std::uint16_t port_ = 0;
  std::thread thread_;
};

}  // namespace atb::net::test
