#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "settings/env_file.h"

/// What parses is written by the systemd rules and reads back to the same values; writing it again
/// gives the same bytes. What all four readers take is a subset of what three take.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace atb::settings;
  const auto values = parse_env({reinterpret_cast<const char*>(data), size});
  if (!values) return 0;
  const auto file = render_env(*values, "fuzz", Readers::systemd);
  if (!file) std::abort();
  const auto again = parse_env({file->data(), file->size()});
  if (!again || !again->equals(*values)) std::abort();
  if (render_env(*again, "fuzz", Readers::systemd).value() != *file) std::abort();
  const bool docker = render_env(*values, "", Readers::docker).has_value();
  const bool common = render_env(*values, "", Readers::common).has_value();
  if (docker && !common) std::abort();
  return 0;
}
