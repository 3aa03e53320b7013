#include "net/support/frame_server.h"

#include <array>
#include <stdexcept>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/sha.h>
#include <sys/socket.h>
#include <unistd.h>

namespace atb::net::test {
namespace {

/// RFC 6455 section 4.2.2.
std::string accept_key(const std::string& head) {
  constexpr std::string_view kField = "Sec-WebSocket-Key: ";
  const auto begin = head.find(kField) + kField.size();
  const auto key =
      head.substr(begin, head.find("\r\n", begin) - begin) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  std::array<unsigned char, SHA_DIGEST_LENGTH> digest{};
  SHA1(reinterpret_cast<const unsigned char*>(key.data()), key.size(), digest.data());
  std::array<unsigned char, 32> text{};
  const int size = EVP_EncodeBlock(text.data(), digest.data(), digest.size());
  return {reinterpret_cast<const char*>(text.data()), static_cast<std::size_t>(size)};
}

void write(int socket, std::string_view text) {
  (void)send(socket, text.data(), text.size(), MSG_NOSIGNAL);
}

}  // namespace

FrameServer::FrameServer(std::string bytes)
    : bytes_{std::move(bytes)}, listener_{socket(AF_INET, SOCK_STREAM, 0)} {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* const any = reinterpret_cast<sockaddr*>(&address);
  if (bind(listener_, any, size) != 0 || listen(listener_, 1) != 0 ||
      getsockname(listener_, any, &size) != 0)
    throw std::runtime_error{"cannot listen"};
  port_ = ntohs(address.sin_port);
  thread_ = std::thread{[this] { serve(); }};
}

FrameServer::~FrameServer() {
  shutdown(listener_, SHUT_RDWR);
  if (thread_.joinable()) thread_.join();
  close(listener_);
}

void FrameServer::serve() {
  const int client = accept(listener_, nullptr, nullptr);
  if (client < 0) return;
  std::string head;
  char byte = 0;
  while (!head.ends_with("\r\n\r\n") && recv(client, &byte, 1, 0) == 1) head += byte;
  write(client,
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Accept: " +
            accept_key(head) + "\r\n\r\n" + bytes_);
  while (recv(client, &byte, 1, 0) == 1) received_ += byte;
  close(client);
}

std::string FrameServer::url() const {
  return fmt::format("ws://127.0.0.1:{}/", port_);
}

std::string FrameServer::frame(unsigned char first, std::string_view payload) {
  std::string bytes{static_cast<char>(first), static_cast<char>(payload.size())};
  bytes += payload;
  return bytes;
}

std::string FrameServer::frames() {
  if (thread_.joinable()) thread_.join();
  std::string result;
  for (std::size_t at = 0; at + 6 <= received_.size();) {
    const auto length = static_cast<unsigned char>(received_[at + 1]);
    if ((length & 0x80U) == 0) return result + "unmasked";
    result += fmt::format("{:x}:", static_cast<unsigned char>(received_[at]));
    for (std::size_t i = 0; i < (length & 0x7fU) && at + 6 + i < received_.size(); ++i)
      result += static_cast<char>(received_[at + 6 + i] ^ received_[at + 2 + i % 4]);
    result += ";";
    at += 6 + (length & 0x7fU);
  }
  return result;
}

}  // namespace atb::net::test
