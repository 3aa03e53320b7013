#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "aws_simulator/json_input.h"
#include "aws_simulator/outcome.h"
#include "aws_simulator/service.h"

namespace atb::aws_simulator {

/// Members of an operation's input, whichever protocol brought it: a Query has every leaf as text,
/// JSON has numbers and booleans. A missing or null member reads as "not given".
class Fields {
 public:
  /// @param object      outlives this
  /// @param fault_code  code for a member that is missing or cannot be read
  Fields(const nlohmann::json& object, std::string fault_code)
      : object_{&object}, fault_code_{std::move(fault_code)} {}

  [[nodiscard]] bool has(const char* key) const { return member(key) != nullptr; }
  /// Empty when it is not given.
  [[nodiscard]] Outcome<std::string> text(const char* key) const;
  /// @error fault_code when it is not given or empty
  [[nodiscard]] Outcome<std::string> needed_text(const char* key) const;
  [[nodiscard]] Outcome<std::optional<std::int64_t>> integer(const char* key) const;
  /// As `integer`. @error fault_code outside of [least, most]
  [[nodiscard]] Outcome<std::int64_t> integer_between(const char* key, std::int64_t otherwise,
                                                      std::int64_t least, std::int64_t most) const;
  /// Finite. @error fault_code for NaN and infinities too
  [[nodiscard]] Outcome<std::optional<double>> number(const char* key) const;
  [[nodiscard]] Outcome<bool> flag(const char* key, bool otherwise) const;
  /// Seconds since the epoch, or ISO 8601.
  [[nodiscard]] Outcome<std::optional<core::Timestamp>> time(const char* key) const;
  [[nodiscard]] Outcome<std::vector<std::string>> texts(const char* key) const;
  [[nodiscard]] Outcome<std::vector<double>> numbers(const char* key) const;
  /// The objects of a list, or the one object under the key; empty when it is not given.
  [[nodiscard]] Outcome<std::vector<Fields>> objects(const char* key) const;

  [[nodiscard]] const nlohmann::json& raw() const { return *object_; }
  [[nodiscard]] tl::unexpected<ServiceError> fault(std::string message) const {
    return refuse(fault_code_, std::move(message));
  }

 private:
  [[nodiscard]] const nlohmann::json* member(const char* key) const;
  [[nodiscard]] tl::unexpected<ServiceError> wrong_type(const char* key) const;
  [[nodiscard]] Outcome<double> to_number(const nlohmann::json& value, const char* key) const;

  const nlohmann::json* object_;
  std::string fault_code_;
};

/// One page of a list.
struct Page {
  std::size_t first = 0;
  std::size_t last = 0;  ///< one past the end
  std::string next;      ///< token of the page that follows; empty: there is none
};

/// Cuts a page out of `count` entries. A token is the number of the entry that comes next.
/// Nothing: the token is not one of ours.
[[nodiscard]] std::optional<Page> page_of(std::size_t count, std::size_t size,
                                          const std::string& token);

}  // namespace atb::aws_simulator
