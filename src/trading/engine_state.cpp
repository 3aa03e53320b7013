#include "trading/engine_state.h"

#include <array>
#include <utility>

#include <fmt/format.h>

namespace atb::trading {
namespace {

constexpr std::array<std::pair<Phase, std::string_view>, 7> kNames{{
    {Phase::flat, "flat"},
    {Phase::entering, "entering"},
    {Phase::protecting, "protecting"},
    {Phase::guarded, "guarded"},
    {Phase::releasing, "releasing"},
    {Phase::exiting, "exiting"},
    {Phase::unprotected, "unprotected"},
}};

}  // namespace

std::string_view describe(Phase phase) noexcept {
  for (const auto& [known, name] : kNames)
    if (known == phase) return name;
  return "unknown";
}

core::Result<Phase> parse_phase(std::string_view text) {
  for (const auto& [phase, name] : kNames)
    if (name == text) return phase;
  return core::fail(core::ErrorKind::internal, "state.unknown_phase",
                    fmt::format("\"{}\" is no phase of a position", text.substr(0, 40)));
}

}  // namespace atb::trading
