#include "doctor/clock_probe.h"

#include <gtest/gtest.h>

namespace atb::doctor {
namespace {

struct DatedServer final : net::HttpTransport {
  std::string date;
  core::Result<net::HttpResponse> send(const net::HttpRequest&) override {
    net::HttpResponse response;
    response.status = 404;
    if (!date.empty()) response.headers.add("Date", date);
    return response;
  }
};

core::Result<core::Duration> gap_at(std::int64_t ms, const std::string& date) {
  DatedServer server;
  server.date = date;
  return measure_clock_gap(server, "https://example.com/",
                           [ms] { return core::Timestamp::from_ms(ms); });
}

constexpr auto kDate = "Tue, 14 Nov 2023 22:13:20 GMT";  // 1,700,000,000 s

TEST(ClockProbe, TellsHowFarTheServerIsAhead) {
  EXPECT_EQ(gap_at(1'699'999'700'500, kDate), core::Duration::seconds(300));
  EXPECT_EQ(gap_at(1'700'000'090'500, kDate), core::Duration::seconds(-90));
}

TEST(ClockProbe, CallsWithinTheHeadersStepNoGap) {
  EXPECT_EQ(gap_at(1'700'000'000'000, kDate), core::Duration{});
  EXPECT_EQ(gap_at(1'700'000'000'999, kDate), core::Duration{});
}

TEST(ClockProbe, SaysWhenNoTimeIsTold) {
  EXPECT_EQ(gap_at(0, "").error().code, "doctor.no_date");
  EXPECT_EQ(gap_at(0, "yesterday").error().code, "doctor.no_date");
}

}  // namespace
}  // namespace atb::doctor
