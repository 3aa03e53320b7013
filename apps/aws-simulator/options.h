#pragma once

#include "serve.h"

namespace CLI {
class App;
}

namespace atb::app {

/// Adds purpose, options and footer; parsing fills `options`. @pre it outlives the parsing
void describe(CLI::App& program, ServeOptions& options);

}  // namespace atb::app
