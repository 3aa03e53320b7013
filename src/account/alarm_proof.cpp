#include "account/alarm_proof.h"

#include <algorithm>

#include <fmt/format.h>

#include "account/alarm.h"

namespace atb::account {
namespace {

using core::ErrorKind;
using core::Result;

constexpr std::string_view kFiring = "ALARM";

Result<aws::AlarmState> look_at(aws::CloudWatch& cloudwatch, const std::string& name) {
  ATB_ASSIGN(auto found, find_alarm(cloudwatch, name));
  if (found) return std::move(*found);
  return core::fail(ErrorKind::not_found, "alarm.not_there",
                    fmt::format("there is no alarm {}", name),
                    "Make it first: ai-trading-bot-secrets alarm --apply --topic ARN");
}

core::Error old_firing(const ProofWait& wait, core::Timestamp fired) {
  return {ErrorKind::refused, "alarm.fires_already",
          fmt::format("{} has fired since {}: that is before {} and proves nothing of a read that "
                      "was made later",
                      wait.alarm, core::to_text(fired), core::to_text(wait.since)),
          "If the denied read was made before it fired, say when: --since TIME.\n"
          "Else prove the alarm when it is quiet again (five minutes after the last denied read)."};
}

core::Error silence(const ProofWait& wait, const std::string& state) {
  return {ErrorKind::temporary, "alarm.not_proven",
          fmt::format("{} did not fire within {} s (state {})", wait.alarm,
                      wait.timeout.us() / 1'000'000, state),
          fmt::format("CloudTrail may be late; look again:\n"
                      "ai-trading-bot-secrets alarm --prove --wait-only --since {}\n"
                      "If it stays quiet, see whether the event is there (audit), and whether the "
                      "trail still writes to its\nlog group (alarm).",
                      core::to_text(wait.since))};
}

}  // namespace

std::string proof_name(const std::string& secret_name) {
  return secret_name + "-alarm-proof";
}

Result<void> make_denied_read(aws::SecretsManager& manager, const std::string& secret_name,
                              const ProofCommands& commands) {
  const auto name = proof_name(secret_name);
  const auto read = manager.get_secret_value(name, {});
  if (read)
    return core::fail(ErrorKind::refused, "alarm.proof_exists",
                      fmt::format("there is a secret {}, and you may read it", name),
                      "Delete it: that name is for the proof of the alarm.");
  const auto& error = read.error();
  if (error.code == "AccessDeniedException") return {};
  if (error.kind != ErrorKind::not_found) return tl::unexpected<core::Error>(error);
  return core::fail(
      ErrorKind::refused, "alarm.nothing_denied",
      "you may read every secret, so nothing is denied to you and the alarm has nothing to see",
      fmt::format("Let another make the denied read: with --read-profile PROFILE of a restricted "
                  "user or role,\nor on the bot's host, and wait here:\n"
                  "  host: {}\n"
                  "  here: {}",
                  commands.denied_read, commands.wait));
}

Result<core::Timestamp> check_quiet(aws::CloudWatch& cloudwatch, const std::string& name) {
  ATB_ASSIGN(const auto alarm, look_at(cloudwatch, name));
  if (alarm.state != kFiring) return alarm.changed.value_or(core::Timestamp{});
  return core::fail(ErrorKind::refused, "alarm.fires_already",
                    fmt::format("{} fires already: {}", name, alarm.reason),
                    "See with audit who was denied; prove the alarm when it is quiet again (five "
                    "minutes\nafter the last denied read).");
}

Result<AlarmProof> wait_for_alarm(aws::CloudWatch& cloudwatch, const ProofWait& wait,
                                  const aws::Surroundings& surroundings, const OnLook& on_look) {
  constexpr auto kPauseMax = core::Duration::seconds(15);
  auto pause = core::Duration::seconds(1);
  const auto start = surroundings.now();
  for (;;) {
    ATB_ASSIGN(const auto alarm, look_at(cloudwatch, wait.alarm));
    const auto waited = surroundings.now() - start;
    if (alarm.state == kFiring) {
      const auto fired = alarm.changed.value_or(core::Timestamp{});
      if (fired < wait.since) return tl::unexpected<core::Error>(old_firing(wait, fired));
      return AlarmProof{wait.alarm, wait.since, fired, waited, alarm.reason};
    }
    on_look(alarm.state, waited);
    if (waited >= wait.timeout) return tl::unexpected<core::Error>(silence(wait, alarm.state));
    surroundings.sleep(pause);
    pause = std::min(pause * 2, kPauseMax);
  }
}

}  // namespace atb::account
