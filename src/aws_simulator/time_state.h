#pragma once

#include <nlohmann/json.hpp>

#include "core/time.h"

/// Moments and spans in the state file: microseconds since the epoch.
template <>
struct nlohmann::adl_serializer<atb::core::Timestamp> {
  static void to_json(json& value, atb::core::Timestamp time) { value = time.us(); }
  static void from_json(const json& value, atb::core::Timestamp& time) {
    time = atb::core::Timestamp::from_us(value.get<std::int64_t>());
  }
};

template <>
struct nlohmann::adl_serializer<atb::core::Duration> {
  static void to_json(json& value, atb::core::Duration span) { value = span.us(); }
  static void from_json(const json& value, atb::core::Duration& span) {
    span = atb::core::Duration::microseconds(value.get<std::int64_t>());
  }
};
