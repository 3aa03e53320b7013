#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "settings/env_file.h"
#include "settings/settings.h"

/// Values of any shape are checked without a fault of ours, and what passes is within its range.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace atb;
  const auto values = settings::parse_env({reinterpret_cast<const char*>(data), size});
  if (!values) return 0;
  const auto checked = settings::validate(*values, {.run = true});
  if (!checked) return 0;
  const auto& found = checked->settings;
  const auto one = core::Ratio::from_units(core::kUnitsPerOne);
  const bool within = found.max_position_size.is_positive() && found.max_position_size <= one &&
                      found.stop_loss.is_positive() && found.stop_loss < one &&
                      found.take_profit.is_positive() && found.initial_balance.is_positive();
  const bool live = found.trading_mode == settings::TradingMode::live;
  if (!within || (live && found.environment != settings::Environment::production)) std::abort();
  return 0;
}
