#include "control/unix_socket.h"

#include <array>

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include "control/protocol.h"
#include "control/support/folder.h"

namespace atb::control {
namespace {

struct Pair {
  Pair() {
    std::array<int, 2> ends{};
    EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()), 0);
    left = files::Descriptor{ends[0]};
    right = files::Descriptor{ends[1]};
  }
  files::Descriptor left;
  files::Descriptor right;
};

constexpr auto kLong = core::Duration::seconds(5);

TEST(UnixSocket, CarriesALineWithoutItsEnd) {
  const Pair pair;
  ASSERT_TRUE(write_line(pair.left.number(), kLong, "hello"));
  std::string line;
  EXPECT_EQ(read_line(pair.right.number(), kLong, line), LineOutcome::complete);
  EXPECT_EQ(line, "hello");
}

TEST(UnixSocket, TellsHowAWaitForALineEnded) {
  Pair pair;
  std::string line;
  EXPECT_EQ(read_line(pair.right.number(), core::Duration::milliseconds(5), line),
            LineOutcome::timed_out);
  pair.left = files::Descriptor{};
  EXPECT_EQ(read_line(pair.right.number(), kLong, line), LineOutcome::closed);
}

TEST(UnixSocket, GivesUpOnAPeerThatTakesNothing) {
  const Pair pair;
  const std::string much(8 * kMessageBytesMax, 'x');
  EXPECT_FALSE(write_line(pair.left.number(), core::Duration::milliseconds(20), much));
}

TEST(UnixSocket, KnowsThePeerAndTheOwner) {
  const Pair pair;
  EXPECT_EQ(peer_of(pair.left.number()), ::geteuid());
  EXPECT_EQ(peer_of(-1), std::nullopt);
  const test::Folder folder;
  EXPECT_EQ(owner_of(folder / "."), ::geteuid());
  EXPECT_EQ(owner_of(folder / "missing"), std::nullopt);
}

TEST(UnixSocket, RefusesPathsThatTheKernelCannotHold) {
  EXPECT_TRUE(address_of("/run/ai-trading-bot/control.sock").has_value());
  EXPECT_EQ(address_of("").error().code, "control.path_too_long");
  EXPECT_EQ(address_of(std::string(108, 'x')).error().kind, core::ErrorKind::usage);
}

}  // namespace
}  // namespace atb::control
