#include "aws/credential_process.h"

#include <utility>
#include <vector>

#include <fmt/format.h>

#include "aws/credential_json.h"
#include "aws/shell_words.h"

namespace atb::aws {
namespace {

std::string end_of(int status) {
  return status < 0 ? fmt::format("was ended by signal {}", -status)
                    : fmt::format("ended with status {}", status);
}

core::Result<Credentials> ask(const std::vector<std::string>& words, const std::string& origin,
                              const HelperLimits& limits) {
  auto outcome = run_helper(words, limits);
  if (!outcome) return core::add_context(std::move(outcome).error(), origin);
  if (outcome->status != 0)
    return core::fail(core::ErrorKind::not_authorised, "aws.process_failed",
                      fmt::format("{}: {} {}: {}", origin, words.front().substr(0, 200),
                                  end_of(outcome->status), for_people(outcome->complaint)),
                      "Run the program by hand to see what it needs, such as a new login.");
  auto credentials = parse_credentials(outcome->output, CredentialFormat::process);
  if (!credentials) return core::add_context(std::move(credentials).error(), origin);
  credentials->source = origin;
  return credentials;
}

}  // namespace

core::Result<CredentialSource> credential_process(std::string_view command, std::string origin,
                                                  HelperLimits limits) {
  auto words = split_words(command);
  if (!words) return core::add_context(std::move(words).error(), origin);
  if (words->empty() || words->front().empty())
    return core::fail(core::ErrorKind::settings, "aws.process_empty",
                      fmt::format("{} names no program", origin),
                      "Write the program and its arguments, or remove the setting.");
  return [words = std::move(*words), origin = std::move(origin), limits](core::Timestamp) {
    return ask(words, origin, limits);
  };
}

}  // namespace atb::aws
