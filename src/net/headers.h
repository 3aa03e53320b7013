#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/secret.h"

namespace atb::net {

/// Equality of header names: ASCII letters without regard to case.
[[nodiscard]] bool same_name(std::string_view a, std::string_view b) noexcept;

/// The ASCII letters of a header name in lower case.
[[nodiscard]] std::string lower_case(std::string_view name);

/// One header field. The value is wiped when it goes: some carry session tokens.
class Header {
 public:
  Header(std::string_view name, std::string_view value)
      : name_{name}, value_(value.begin(), value.end()) {}
  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  [[nodiscard]] std::string_view value() const noexcept { return {value_.data(), value_.size()}; }

 private:
  std::string name_;
  core::SecretBuffer value_;
};

/// Header fields in the order in which they were added; a name may stand more than once.
class Headers {
 public:
  Headers() = default;
  Headers(std::initializer_list<Header> fields) : fields_{fields} {}

  void add(std::string_view name, std::string_view value) { fields_.emplace_back(name, value); }
  /// Replaces every field of that name by one.
  void set(std::string_view name, std::string_view value);
  /// The first value of that name.
  [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const noexcept;
  [[nodiscard]] bool contains(std::string_view name) const noexcept {
    return find(name).has_value();
  }

  [[nodiscard]] auto begin() const noexcept { return fields_.begin(); }
  [[nodiscard]] auto end() const noexcept { return fields_.end(); }
  [[nodiscard]] std::size_t size() const noexcept { return fields_.size(); }
  void clear() noexcept { fields_.clear(); }

 private:
  std::vector<Header> fields_;
};

}  // namespace atb::net
