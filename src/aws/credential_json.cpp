#include "aws/credential_json.h"

#include <algorithm>

#include <fmt/format.h>

#include "aws/secret_json.h"

namespace atb::aws {
namespace {

using core::ErrorKind;

constexpr std::size_t kJsonBytesMax = 64 * 1024;

tl::unexpected<core::Error> malformed(std::string message) {
  return core::fail(ErrorKind::not_authorised, "aws.credentials_malformed", std::move(message),
                    "What answered is not a source of AWS credentials, or an outdated one.");
}

/// Part of a header field later: printable ASCII without blanks.
bool is_header_word(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c <= '~'; });
}

core::Result<void> check_version(const SecretJson& object) {
  const auto version = object.find("Version");
  if (version == object.end() || !version->is_number_integer() || *version != 1)
    return malformed("the JSON does not say \"Version\": 1");
  return {};
}

core::Result<void> check_code(const SecretJson& object) {
  const auto code = text_at(object, "Code");
  if (code == "Success") return {};
  if (code.empty()) return malformed("the JSON does not say \"Code\": \"Success\"");
  return core::fail(ErrorKind::not_authorised, "aws.metadata_failed",
                    fmt::format("instance metadata has no key for the role: {}: {}",
                                for_people(code), for_people(text_at(object, "Message"))),
                    "Check the role's trust policy: it must let ec2.amazonaws.com assume it.");
}

core::Result<void> read_expiration(const SecretJson& object, bool needed, Credentials& into) {
  const auto at = object.find("Expiration");
  if (at == object.end() || at->is_null()) {
    if (needed) return malformed("the field Expiration is missing");
    return {};
  }
  const auto expires = parse_expiration(text_at(object, "Expiration"));
  if (!expires) return malformed("the field Expiration is not a time");
  into.expires = *expires;
  return {};
}

core::Result<void> read_key(const SecretJson& object, std::string_view token_name,
                            bool token_needed, SigningKey& into) {
  const auto key_id = text_at(object, "AccessKeyId");
  const auto secret = text_at(object, "SecretAccessKey");
  const auto token = text_at(object, token_name);
  if (key_id.empty() || !is_header_word(key_id))
    return malformed("the field AccessKeyId is missing or malformed");
  if (secret.empty()) return malformed("the field SecretAccessKey is missing");
  if ((token_needed && token.empty()) || !is_header_word(token))
    return malformed(fmt::format("the field {} is missing or malformed", token_name));
  into.access_key_id = key_id;
  into.secret_access_key = core::SecretString{secret};
  into.session_token = core::SecretString{token};
  return {};
}

std::optional<int> two_digits(std::string_view text) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (text.size() < 2 || !is_digit(text[0]) || !is_digit(text[1])) return std::nullopt;
  return (text[0] - '0') * 10 + (text[1] - '0');
}

/// Cuts "+hh:mm" or "+hhmm" off the end. @return  the offset; zero without one
std::optional<core::Duration> take_offset(std::string_view& text) {
  constexpr std::size_t kSecondsEnd = 19;  // of "2025-01-02T03:04:05"
  const auto sign = text.find_first_of("+-", std::min(kSecondsEnd, text.size()));
  if (sign == std::string_view::npos) return core::Duration{};
  std::string_view offset = text.substr(sign + 1);
  const auto hours = two_digits(offset);
  offset.remove_prefix(std::min<std::size_t>(2, offset.size()));
  if (offset.starts_with(':')) offset.remove_prefix(1);
  const auto minutes = two_digits(offset);
  if (!hours || !minutes || offset.size() != 2 || *hours > 23 || *minutes > 59) return std::nullopt;
  const auto span = core::Duration::minutes(*hours * 60 + *minutes);
  const bool west = text[sign] == '-';
  text = text.substr(0, sign);
  return west ? span * -1 : span;
}

/// Digits beyond the microsecond are dropped.
std::string cut_fraction(std::string_view text) {
  constexpr std::size_t kDigitsMax = 6;
  const auto point = text.find('.');
  if (point == std::string_view::npos) return std::string{text};
  const auto end = std::min(text.find_first_not_of("0123456789", point + 1), text.size());
  const auto kept = std::min(end, point + 1 + kDigitsMax);
  return fmt::format("{}{}", text.substr(0, kept), text.substr(end));
}

}  // namespace

core::Result<Credentials> parse_credentials(const core::SecretBuffer& json,
                                            CredentialFormat format) {
  if (json.size() > kJsonBytesMax) return malformed("the JSON is too large for a key");
  const auto object = parse_secret_json(json);
  if (!object.is_object()) return malformed("the answer is not a JSON object");
  const bool is_process = format == CredentialFormat::process;
  const bool is_metadata = format == CredentialFormat::metadata;
  if (is_process) ATB_TRY(check_version(object));
  if (is_metadata) ATB_TRY(check_code(object));
  Credentials credentials;
  ATB_TRY(read_key(object, is_process ? "SessionToken" : "Token", is_metadata, credentials.key));
  ATB_TRY(read_expiration(object, is_metadata, credentials));
  return credentials;
}

core::Result<core::Timestamp> parse_expiration(std::string_view text) {
  std::string_view rest = text;
  const auto offset = take_offset(rest);
  if (!offset) return core::parse_timestamp(text);  // for its error
  ATB_ASSIGN(const auto local, core::parse_timestamp(cut_fraction(rest)));
  return local - *offset;
}

std::string for_people(std::string_view text) {
  constexpr std::size_t kLengthMax = 400;
  std::string line{text.substr(0, std::min(text.find_first_of("\r\n"), kLengthMax))};
  std::erase_if(line, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7F; });
  return line;
}

}  // namespace atb::aws
