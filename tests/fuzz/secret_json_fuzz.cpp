#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "settings/secret_json.h"

/// What parses is written and reads back to the same values, and no message holds a byte of
/// control.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace atb::settings;
  const auto values = parse_secret_json({reinterpret_cast<const char*>(data), size});
  if (!values) {
    for (const char c : values.error().message + values.error().advice)
      if (static_cast<unsigned char>(c) < ' ' && c != '\n') std::abort();
    return 0;
  }
  const auto json = render_secret_json(*values);
  const auto again = parse_secret_json({json.data(), json.size()});
  // Escapes may make it longer than a secret can be; nothing else may keep it from reading back.
  if (!again && json.size() <= kSecretJsonMax) std::abort();
  if (again && !again->equals(*values)) std::abort();
  return 0;
}
