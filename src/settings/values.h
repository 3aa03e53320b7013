#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/secret.h"

namespace atb::settings {

/// Names with their raw values in the order of their source. Every value is treated as a secret:
/// what belongs where is only known after validation. Movable, copied by `clone` alone.
class Values {
 public:
  struct Entry {
    std::string name;
    core::SecretString value;
  };

  Values() = default;
  Values(Values&&) noexcept = default;
  Values& operator=(Values&&) noexcept = default;
  Values(const Values&) = delete;
  Values& operator=(const Values&) = delete;
  ~Values() = default;

  /// Adds a value. @error values.duplicate (settings)  the name is there already; it stays
  core::Result<void> insert(std::string_view name, core::SecretString value);
  /// Replaces the value in its place, or adds it.
  void set(std::string_view name, core::SecretString value);
  /// True when it was there.
  bool erase(std::string_view name);

  /// The value, or null. Valid until this collection changes.
  [[nodiscard]] const core::SecretString* find(std::string_view name) const noexcept;
  [[nodiscard]] std::size_t size() const noexcept { return entries_.size(); }
  [[nodiscard]] bool empty() const noexcept { return entries_.empty(); }
  [[nodiscard]] auto begin() const noexcept { return entries_.begin(); }
  [[nodiscard]] auto end() const noexcept { return entries_.end(); }
  [[nodiscard]] Values clone() const;
  /// The same names with the same values in the same order.
  [[nodiscard]] bool equals(const Values& other) const noexcept;

 private:
  [[nodiscard]] std::vector<Entry>::iterator position(std::string_view name) noexcept;
  std::vector<Entry> entries_;
};

/// What an update of a file or a secret changes; names only.
struct Difference {
  std::vector<std::string> added;
  std::vector<std::string> changed;
  std::vector<std::string> removed;
  [[nodiscard]] bool empty() const noexcept {
    return added.empty() && changed.empty() && removed.empty();
  }
};
[[nodiscard]] Difference difference(const Values& before, const Values& after);

}  // namespace atb::settings
