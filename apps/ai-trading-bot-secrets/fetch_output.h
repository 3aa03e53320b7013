#pragma once

#include <optional>
#include <string_view>

#include "common/program.h"
#include "core/error.h"
#include "secrets/fetch/fetch.h"
#include "secrets/fetch/fetch_reload.h"

namespace atb::app {

/// What the running bot said; empty: it was not to be told.
using Told = std::optional<core::Result<secrets::ReloadReport>>;

/// Prints what became of the file and of the running bot.
/// @param service  of the bot, or its socket's path
/// @return  the exit code: 0, or that of the bot's reason not to take the file over
[[nodiscard]] core::Result<int> print_fetch(const secrets::FetchRequest& request,
                                            const secrets::FetchReport& report, const Told& reload,
                                            std::string_view service, Format format);

}  // namespace atb::app
