#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace atb::core {

/// Overwrites `size` bytes with zeros in a way that the compiler may not leave out.
void wipe(void* data, std::size_t size) noexcept;

/// An allocator whose memory is zeroed before it is given back.
template <class T>
struct WipingAllocator {
  using value_type = T;
  WipingAllocator() noexcept = default;
  template <class U>
  explicit(false) WipingAllocator(const WipingAllocator<U>&) noexcept {}
  T* allocate(std::size_t count) { return std::allocator<T>{}.allocate(count); }
  void deallocate(T* data, std::size_t count) noexcept {
    wipe(data, count * sizeof(T));
    std::allocator<T>{}.deallocate(data, count);
  }
  friend bool operator==(const WipingAllocator&, const WipingAllocator&) noexcept { return true; }
};

/// Bytes that hold a secret on their way in (a network body, a file): zeroed when freed or grown.
/// A vector and not a string, so that short values do not sit in the object itself.
using SecretBuffer = std::vector<char, WipingAllocator<char>>;

/// A secret value: cannot be printed, formatted, compared by accident or copied; is zeroed when it
/// goes. `reveal()` is the one way out; the callers of it are the places to review.
class SecretString {
 public:
  SecretString() = default;
  explicit SecretString(std::string_view value) : bytes_(value.begin(), value.end()) {}
  explicit SecretString(SecretBuffer bytes) noexcept : bytes_(std::move(bytes)) {}
  SecretString(SecretString&&) noexcept = default;
  SecretString& operator=(SecretString&&) noexcept = default;
  SecretString(const SecretString&) = delete;
  SecretString& operator=(const SecretString&) = delete;
  ~SecretString() = default;

  /// A copy that is asked for in so many words.
  [[nodiscard]] SecretString clone() const { return SecretString{reveal()}; }
  /// The value; valid while this object lives. Never put it into an error, a log or an argument.
  [[nodiscard]] std::string_view reveal() const noexcept { return {bytes_.data(), bytes_.size()}; }
  [[nodiscard]] std::size_t size() const noexcept { return bytes_.size(); }
  [[nodiscard]] bool empty() const noexcept { return bytes_.empty(); }
  /// Compares in time that does not depend on where the values differ.
  [[nodiscard]] bool equals(const SecretString& other) const noexcept;
  /// What a person may see: the last four characters of a value of sixteen and more, else none,
  /// with the length: "****wxyz (64 characters)".
  [[nodiscard]] std::string masked() const;

 private:
  SecretBuffer bytes_;
};

}  // namespace atb::core
