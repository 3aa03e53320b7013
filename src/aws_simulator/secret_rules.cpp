#include "aws_simulator/secret_rules.h"

#include <algorithm>

#include <fmt/format.h>

#include "aws_simulator/secret_tags.h"

namespace atb::aws_simulator {
namespace {

constexpr std::size_t kNameLengthMax = 512;
constexpr std::size_t kDescriptionLengthMax = 2'048;
constexpr std::size_t kTokenLengthMin = 32;
constexpr std::size_t kTokenLengthMax = 64;
constexpr std::size_t kContentBytesMax = 65'536;
constexpr std::size_t kStageLengthMax = 256;

ServiceError invalid(std::string message) {
  return {"InvalidParameterException", std::move(message)};
}

bool is_name_character(char c) {
  constexpr std::string_view kMarks = "/_+=.@-!";
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         kMarks.find(c) != std::string_view::npos;
}

std::optional<ServiceError> check_token(const std::string& token) {
  if (token.empty())
    return invalid("You must provide a ClientRequestToken value. We recommend a UUID-type value.");
  if (token.size() < kTokenLengthMin || token.size() > kTokenLengthMax)
    return invalid("ClientRequestToken must be between 32 and 64 characters long.");
  return std::nullopt;
}

std::optional<ServiceError> check_content(const SecretContent& content) {
  if (content.value.empty() || content.value.size() > kContentBytesMax)
    return invalid("The secret value must be between 1 and 65536 bytes long.");
  return std::nullopt;
}

std::optional<ServiceError> check_description(const std::string& description) {
  if (description.size() > kDescriptionLengthMax)
    return invalid("Description must be at most 2048 characters long.");
  return std::nullopt;
}

bool is_attached_to(const Versions& versions, std::string_view id, std::string_view stage) {
  const auto* const version = find_version(versions, id);
  return version != nullptr && version->stages.contains(stage);
}

}  // namespace

std::string too_many_labels() {
  return fmt::format("You can attach at most {} staging labels to a version.", kStagesMax);
}

std::optional<ServiceError> check_new_secret(const NewSecret& input) {
  const auto& name = input.name;
  if (name.empty() || name.size() > kNameLengthMax ||
      !std::all_of(name.begin(), name.end(), is_name_character))
    return ServiceError{"ValidationException",
                        "Invalid name. Must be a valid name containing alphanumeric characters, or "
                        "any of the following: -/_+=.@!"};
  if (auto fault = check_description(input.description)) return fault;
  if (auto fault = check_tags(input.tags)) return fault;
  if (auto fault = check_token(input.token)) return fault;
  return input.content ? check_content(*input.content) : std::nullopt;
}

std::optional<ServiceError> check_new_version(const NewVersion& input) {
  if (auto fault = check_token(input.token)) return fault;
  if (auto fault = check_content(input.content)) return fault;
  const bool stages_fit = std::all_of(
      input.stages.begin(), input.stages.end(),
      [](const std::string& stage) { return !stage.empty() && stage.size() <= kStageLengthMax; });
  if (input.stages.size() > kStagesMax || !stages_fit)
    return invalid("VersionStages takes 1 to 20 labels of 1 to 256 characters.");
  return std::nullopt;
}

std::optional<ServiceError> check_update(const SecretUpdate& input) {
  if (input.description)
    if (auto fault = check_description(*input.description)) return fault;
  if (!input.content) return std::nullopt;
  if (auto fault = check_token(input.token)) return fault;
  return check_content(*input.content);
}

std::optional<ServiceError> check_stage_move(const Versions& versions, const StageMove& move) {
  if (move.stage.empty() || move.stage.size() > kStageLengthMax)
    return invalid("VersionStage must be between 1 and 256 characters long.");
  for (const auto& id : {move.remove_from, move.move_to})
    if (!id.empty() && find_version(versions, id) == nullptr)
      return ServiceError{
          "ResourceNotFoundException",
          fmt::format("Secrets Manager can't find the specified secret value for VersionId: {}",
                      id)};
  if (move.remove_from.empty() && move.move_to.empty())
    return invalid("You must provide RemoveFromVersionId, MoveToVersionId, or both.");
  if (!move.remove_from.empty() && !is_attached_to(versions, move.remove_from, move.stage))
    return invalid(fmt::format("The staging label {} isn't attached to version {}.", move.stage,
                               move.remove_from));
  if (move.move_to.empty() && move.stage == kCurrent)
    return invalid(
        "You can only move staging label AWSCURRENT to a different secret version. It can't be "
        "completely removed.");
  const auto* const holder = find_stage(versions, move.stage);
  if (move.remove_from.empty() && holder != nullptr && holder->id != move.move_to)
    return invalid(
        fmt::format("The parameter RemoveFromVersionId can't be empty. Staging label {} is "
                    "currently attached to version {}, so you must explicitly reference that "
                    "version in RemoveFromVersionId.",
                    move.stage, holder->id));
  const auto* const target = find_version(versions, move.move_to);
  if (target != nullptr && !target->stages.contains(move.stage) &&
      target->stages.size() >= kStagesMax)
    return ServiceError{"LimitExceededException", too_many_labels()};
  return std::nullopt;
}

}  // namespace atb::aws_simulator
