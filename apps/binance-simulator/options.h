#pragma once

#include "binance-simulator/serve.h"

namespace CLI {
class App;
}

namespace atb::app {

/// The options of the program and its help.
void describe(CLI::App& program, ServeOptions& options);

}  // namespace atb::app
