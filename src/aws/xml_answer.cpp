#include "aws/xml_answer.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include <fmt/format.h>
#include <pugixml.hpp>

namespace atb::aws {
namespace {

/// Before each block stands its size, so that it can be wiped when it is freed.
constexpr std::size_t kSizeField = alignof(std::max_align_t);

void* allocate(std::size_t size) {
  auto* const block = static_cast<char*>(std::malloc(kSizeField + size));
  if (block == nullptr) return nullptr;
  std::memcpy(block, &size, sizeof(size));
  return block + kSizeField;
}

void wipe_and_free(void* data) {
  if (data == nullptr) return;
  auto* const block = static_cast<char*>(data) - kSizeField;
  std::size_t size = 0;
  std::memcpy(&size, block, sizeof(size));
  core::wipe(data, size);
  std::free(block);
}

/// pugixml has one pair of memory functions for the whole process; this file is its only user.
void use_wiped_memory() {
  static const bool kSet = (pugi::set_memory_management_functions(allocate, wipe_and_free), true);
  (void)kSet;
}

tl::unexpected<core::Error> malformed(std::string_view why) {
  return core::fail(core::ErrorKind::internal, "aws.xml_malformed",
                    fmt::format("the answer is no XML that AWS sends: {}", why),
                    "Check --endpoint-url and HTTPS_PROXY: something else may answer there.");
}

/// Looks at every node; stops at the first that an answer of AWS does not have.
class Check final : public pugi::xml_tree_walker {
 public:
  std::string_view fault;

  bool for_each(pugi::xml_node& node) override {
    if (depth() >= XmlAnswer::kDepthMax) fault = "it is nested too deep";
    if (node.type() == pugi::node_doctype) fault = "it declares a document type";
    const bool is_text = node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata;
    if (is_text && (node.next_sibling() || node.previous_sibling()))
      fault = "text stands between elements";
    return fault.empty();
  }
};

pugi::xml_node as_pugi(void* node) {
  return pugi::xml_node{static_cast<pugi::xml_node_struct*>(node)};
}

}  // namespace

struct XmlAnswer::Document {
  pugi::xml_document tree;
};

std::string_view XmlNode::name() const noexcept {
  return as_pugi(node_).name();
}

std::string_view XmlNode::text() const noexcept {
  return as_pugi(node_).child_value();
}

XmlNode XmlNode::child(const char* name) const noexcept {
  return XmlNode{as_pugi(node_).child(name).internal_object()};
}

std::string_view XmlNode::text(const char* name) const noexcept {
  return as_pugi(node_).child_value(name);
}

std::vector<XmlNode> XmlNode::members(const char* list) const {
  std::vector<XmlNode> found;
  for (const auto& member : as_pugi(node_).child(list).children("member"))
    found.push_back(XmlNode{member.internal_object()});
  return found;
}

XmlAnswer::XmlAnswer(std::unique_ptr<Document> document) noexcept
    : document_{std::move(document)} {}
XmlAnswer::XmlAnswer(XmlAnswer&&) noexcept = default;
XmlAnswer& XmlAnswer::operator=(XmlAnswer&&) noexcept = default;
XmlAnswer::~XmlAnswer() = default;

core::Result<XmlAnswer> XmlAnswer::parse(const core::SecretBuffer& bytes) {
  use_wiped_memory();
  if (bytes.size() > kBytesMax) return malformed("it is too long");
  if (std::find(bytes.begin(), bytes.end(), '\0') != bytes.end())
    return malformed("it holds zero bytes");
  auto document = std::make_unique<Document>();
  // The document type is read only in order to be refused.
  constexpr auto kOptions =
      pugi::parse_escapes | pugi::parse_eol | pugi::parse_cdata | pugi::parse_doctype;
  const auto read =
      document->tree.load_buffer(bytes.data(), bytes.size(), kOptions, pugi::encoding_utf8);
  if (!read) return malformed(read.description());
  const auto root = document->tree.document_element();
  if (!root) return malformed("it has no element");
  Check check;
  document->tree.traverse(check);
  if (!check.fault.empty()) return malformed(check.fault);
  if (root.next_sibling()) return malformed("more follows the first element");
  return XmlAnswer{std::move(document)};
}

XmlNode XmlAnswer::root() const noexcept {
  return XmlNode{document_->tree.document_element().internal_object()};
}

}  // namespace atb::aws
