#include "binance/streams/subscriptions.h"

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

namespace atb::binance {
namespace {

constexpr auto kSecond = core::Duration::seconds(1);
/// Of the five that Binance allows one is left for a pong.
constexpr std::size_t kMessagesMax = 4;
/// Names in one frame: some 100 bytes each, well inside what a frame may hold.
constexpr std::size_t kNamesMax = 100;

}  // namespace

Subscriptions::Subscriptions(std::vector<std::string> streams) {
  for (auto& stream : streams) add(std::move(stream));
}

void Subscriptions::on_connected() noexcept {
  std::erase_if(streams_, [](const Stream& stream) { return stream.leaving; });
  for (auto& stream : streams_) {
    stream.request = 0;
    stream.confirmed = false;
  }
  sent_.clear();
}

void Subscriptions::add(std::string stream) {
  std::erase_if(streams_, [&](const Stream& each) { return each.name == stream && each.leaving; });
  const bool there = std::any_of(streams_.begin(), streams_.end(),
                                 [&](const Stream& each) { return each.name == stream; });
  if (!there) streams_.push_back({std::move(stream), 0, false, false});
}

void Subscriptions::remove(std::string_view stream) {
  for (auto& each : streams_) {
    if (each.name != stream || each.leaving) continue;
    each.leaving = true;
    each.request = each.request == 0 ? -1 : 0;  // never asked for: nothing to take back
    each.confirmed = false;
  }
  std::erase_if(streams_, [](const Stream& each) { return each.leaving && each.request < 0; });
}

void Subscriptions::count_sent(core::Timestamp now) {
  std::erase_if(sent_, [now](core::Timestamp sent) { return now - sent >= kSecond; });
  sent_.push_back(now);
}

std::optional<std::string> Subscriptions::next_frame(core::Timestamp now) {
  std::erase_if(sent_, [now](core::Timestamp sent) { return now - sent >= kSecond; });
  if (sent_.size() >= kMessagesMax) return std::nullopt;
  const auto due = std::find_if(streams_.begin(), streams_.end(),
                                [](const Stream& stream) { return stream.request == 0; });
  if (due == streams_.end()) return std::nullopt;
  const bool leaving = due->leaving;
  const auto id = ++last_id_;
  auto names = nlohmann::json::array();
  for (auto& stream : streams_) {
    if (stream.request != 0 || stream.leaving != leaving || names.size() >= kNamesMax) continue;
    stream.request = id;
    names.push_back(stream.name);
  }
  count_sent(now);
  const nlohmann::json frame{
      {"method", leaving ? "UNSUBSCRIBE" : "SUBSCRIBE"}, {"params", std::move(names)}, {"id", id}};
  return frame.dump();
}

std::optional<core::Timestamp> Subscriptions::next_at() const noexcept {
  const bool due = std::any_of(streams_.begin(), streams_.end(),
                               [](const Stream& stream) { return stream.request == 0; });
  if (!due) return std::nullopt;
  if (sent_.size() < kMessagesMax) return core::Timestamp{};
  return sent_[sent_.size() - kMessagesMax] + kSecond;
}

bool Subscriptions::on_answer(const ControlAnswer& answer) {
  if (answer.error_code != 0 || !answer.error_text.empty()) return false;
  if (!answer.id) return true;
  for (auto& stream : streams_)
    if (stream.request == *answer.id) stream.confirmed = true;
  std::erase_if(streams_, [](const Stream& stream) { return stream.leaving && stream.confirmed; });
  return true;
}

bool Subscriptions::complete() const noexcept {
  return std::all_of(streams_.begin(), streams_.end(),
                     [](const Stream& stream) { return stream.confirmed; });
}

}  // namespace atb::binance
