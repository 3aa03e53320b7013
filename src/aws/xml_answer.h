#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/secret.h"

namespace atb::aws {

/// An element of an `XmlAnswer`, or none: what is looked for in none is none, its text is empty.
/// Valid while the answer lives, moved or not.
class XmlNode {
 public:
  XmlNode() noexcept = default;

  [[nodiscard]] bool exists() const noexcept { return node_ != nullptr; }
  [[nodiscard]] std::string_view name() const noexcept;
  /// Its text with entities resolved; empty for an element that holds elements.
  [[nodiscard]] std::string_view text() const noexcept;
  /// The first child element of that name.
  [[nodiscard]] XmlNode child(const char* name) const noexcept;
  /// The text of the first child element of that name.
  [[nodiscard]] std::string_view text(const char* name) const noexcept;
  /// The `member` elements of the child of that name, as the Query protocol writes a list.
  [[nodiscard]] std::vector<XmlNode> members(const char* list) const;

 private:
  friend class XmlAnswer;
  explicit XmlNode(void* node) noexcept : node_{node} {}
  void* node_ = nullptr;
};

/// An XML document from outside. Its memory is wiped when it goes: some answers hold keys.
class XmlAnswer {
 public:
  static constexpr std::size_t kBytesMax = std::size_t{1} << 20U;
  static constexpr int kDepthMax = 32;

  /// Reads UTF-8 XML of one root element. Nothing is ever loaded or expanded from elsewhere.
  /// @error aws.xml_malformed (internal): no XML; a document type; text between elements; deeper
  ///        or longer than the limits. The message repeats nothing of the document.
  [[nodiscard]] static core::Result<XmlAnswer> parse(const core::SecretBuffer& bytes);

  XmlAnswer(XmlAnswer&&) noexcept;
  XmlAnswer& operator=(XmlAnswer&&) noexcept;
  ~XmlAnswer();

  [[nodiscard]] XmlNode root() const noexcept;

 private:
  struct Document;
  explicit XmlAnswer(std::unique_ptr<Document> document) noexcept;
  std::unique_ptr<Document> document_;
};

}  // namespace atb::aws
