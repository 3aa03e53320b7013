#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/secret.h"

/// JSON that may hold a secret. A heavy header: for sources, not for headers.
namespace atb::aws {

/// A string whose heap memory is zeroed before it is freed.
using WipedString = std::basic_string<char, std::char_traits<char>, core::WipingAllocator<char>>;

/// nlohmann's JSON over such strings; the nodes are wiped too, short strings lie within them.
using SecretJson = nlohmann::basic_json<std::map, std::vector, WipedString, bool, std::int64_t,
                                        std::uint64_t, double, core::WipingAllocator>;

/// The document, or a discarded value when the text is not JSON.
[[nodiscard]] SecretJson parse_secret_json(const core::SecretBuffer& text);

/// The string under a key, or empty text.
[[nodiscard]] std::string_view text_at(const SecretJson& object, std::string_view key);

/// Writes one JSON object straight into wiped memory.
class JsonWriter {
 public:
  /// Adds a member; bytes from 0x80 up are taken as the UTF-8 that they are.
  void add(std::string_view key, std::string_view value);
  void add_list(std::string_view key, const std::vector<std::string>& values);
  void add_flag(std::string_view key, bool value);
  /// Adds a member whose value is JSON already.
  void add_json(std::string_view key, std::string_view json);
  /// The finished object. @post the writer is empty
  [[nodiscard]] core::SecretBuffer finish();

 private:
  void append(std::string_view text);
  void append_quoted(std::string_view text);
  void append_key(std::string_view key);
  core::SecretBuffer bytes_;
};

}  // namespace atb::aws
