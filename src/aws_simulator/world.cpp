#include "aws_simulator/world.h"

#include "aws_simulator/account_services.h"
#include "aws_simulator/secrets_service.h"

namespace atb::aws_simulator {
namespace {

std::function<std::string(std::size_t)> text_from(RandomBelow random_below) {
  return [random_below = std::move(random_below)](std::size_t length) {
    constexpr std::string_view kLetters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    std::string text;
    for (std::size_t i = 0; i < length; ++i) text += kLetters[random_below(kLetters.size())];
    return text;
  };
}

Metadata::Options of_this_account(Metadata::Options options) {
  options.account = kDefaultAccount;
  return options;
}

}  // namespace

World::World(Options options, std::unique_ptr<Simulator> simulator)
    : simulator_{std::move(simulator)},
      metadata_{of_this_account(std::move(options.metadata)), simulator_->keys(),
                [this] { return simulator_->now(); }, text_from(options.random_below)},
      control_{*simulator_, kms_, metadata_} {}

core::Result<std::unique_ptr<World>> World::create(Options options) {
  const auto random_text = text_from(options.random_below);
  ATB_ASSIGN(auto simulator, Simulator::create({.account = std::string{kDefaultAccount},
                                                .state_file = options.state_file,
                                                .faults = std::move(options.faults),
                                                .now = options.now,
                                                .random_text = random_text,
                                                .request_id = options.request_id}));
  const auto random_below = options.random_below;
  const auto new_id = options.request_id;
  std::unique_ptr<World> world{new World{std::move(options), std::move(simulator)}};
  ATB_TRY(world->simulator_->add_service(std::make_unique<SecretsService>(
      std::string{kDefaultAccount}, world->kms_, random_below, random_text)));
  ATB_TRY(add_account_services(*world->simulator_, random_text, new_id));
  return world;
}

}  // namespace atb::aws_simulator
