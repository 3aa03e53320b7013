#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "aws/protocol/client.h"
#include "aws/protocol/xml_answer.h"
#include "core/error.h"
#include "core/secret.h"

/// The Query protocol of AWS: a form goes out, XML comes back.
namespace atb::aws {

/// Writes the form of one call, in wiped memory: it may carry a token.
/// Source: "Making Query requests" in the API references of IAM and STS.
class QueryForm {
 public:
  /// Begins with Action and Version.
  QueryForm(const Service& service, std::string_view action);

  /// `name=value`, everything but `A-Za-z0-9-_.~` percent-encoded.
  void add(std::string_view name, std::string_view value);
  /// The same where there is a value.
  void add_some(std::string_view name, std::string_view value);
  /// `name.member.1=…`, `name.member.2=…`; nothing for an empty list.
  void add_list(std::string_view name, const std::vector<std::string>& values);

  /// For an operation that acts anew when it arrives twice, see CallContext.
  void act_once() noexcept { repeatable_ = false; }

  [[nodiscard]] const std::string& action() const noexcept { return action_; }
  [[nodiscard]] bool repeatable() const noexcept { return repeatable_; }
  [[nodiscard]] const core::SecretBuffer& body() const noexcept { return body_; }

 private:
  void append(std::string_view text);
  std::string action_;
  core::SecretBuffer body_;
  bool repeatable_ = true;
};

/// An answer of such a call.
struct QueryAnswer {
  XmlAnswer document;
  XmlNode result;  ///< the `<ActionResult>` element; none for operations that answer nothing
};

/// Reads `<ActionResponse>` with its `<ActionResult>`. Pure.
/// @error aws.answer_malformed (internal)
[[nodiscard]] core::Result<QueryAnswer> parse_query_answer(const core::SecretBuffer& bytes,
                                                           std::string_view action,
                                                           const Service& service);

/// Sends the form and reads the answer.
/// @param resource  what is asked about, for errors
/// @error those of Client::call and parse_query_answer
[[nodiscard]] core::Result<QueryAnswer> call_query(Client& client, const QueryForm& form,
                                                   std::string_view resource,
                                                   bool is_signed = true);

}  // namespace atb::aws
