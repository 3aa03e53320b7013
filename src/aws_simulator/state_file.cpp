#include "aws_simulator/state_file.h"

#include "files/atomic_write.h"
#include "files/read.h"

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

constexpr int kFormat = 2;
constexpr int kSecretsOnlyFormat = 1;
constexpr std::size_t kFileBytesMax = std::size_t{64} << 20U;

}  // namespace

tl::unexpected<core::Error> state_malformed() {
  return core::fail(core::ErrorKind::usage, "simulator.state_malformed",
                    "the state file is not one that this version of aws-simulator wrote",
                    "Name another file with --state, or remove this one to start empty.");
}

std::string render_state(const State& state) {
  const json object{{"format", kFormat}, {"keys", state.keys}, {"services", state.services}};
  return object.dump(1) + "\n";
}

core::Result<State> parse_state(std::string_view text) {
  try {
    const json object = json::parse(text);
    State state;
    if (object.at("format") == kSecretsOnlyFormat) {
      state.services["secretsmanager"] = {{"secrets", object.at("secrets")}};
      return state;
    }
    if (object.at("format") != kFormat) return state_malformed();
    state.keys = object.at("keys");
    object.at("services").get_to(state.services);
    return state;
  } catch (const json::exception&) {
    return state_malformed();
  }
}

core::Result<State> load_state(const std::filesystem::path& path) {
  const auto text = files::read_private_file(path, kFileBytesMax);
  if (!text && text.error().kind == core::ErrorKind::not_found) return State{};
  if (!text) return tl::unexpected<core::Error>(text.error());
  return parse_state({text->data(), text->size()});
}

core::Result<void> save_state(const std::filesystem::path& path, const State& state) {
  ATB_TRY(files::write_atomically(path, render_state(state)));
  return {};
}

}  // namespace atb::aws_simulator
