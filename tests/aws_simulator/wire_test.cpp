#include "aws_simulator/wire.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

const ServiceNames kJsonOnly{.signing_name = "secretsmanager",
                             .target_prefix = "secretsmanager.",
                             .json_version = "1.1",
                             .query_version = "",
                             .xml_namespace = "",
                             .event_source = ""};
const ServiceNames kBoth{.signing_name = "monitoring",
                         .target_prefix = "Granite.",
                         .json_version = "1.0",
                         .query_version = "2010-08-01",
                         .xml_namespace = "http://m/",
                         .event_source = ""};

std::string text(const net::HttpResponse& response) {
  return std::string{net::as_text(response.body)};
}

TEST(Wire, AnswersJsonAsItIs) {
  const auto response = render_answer({R"({"A":1})"}, kJsonOnly, Wire::json, "Op", "r");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.headers.find("content-type"), "application/x-amz-json-1.1");
  EXPECT_EQ(text(response), R"({"A":1})");
}

TEST(Wire, WrapsTheResultOfAQuery) {
  EXPECT_EQ(text(render_answer({"<A>1</A>"}, kBoth, Wire::query, "Op", "r")),
            "<OpResponse xmlns=\"http://m/\"><OpResult><A>1</A></OpResult><ResponseMetadata>"
            "<RequestId>r</RequestId></ResponseMetadata></OpResponse>\n");
  EXPECT_EQ(text(render_answer({}, kBoth, Wire::query, "Op", "r")).find("OpResult"),
            std::string::npos);
}

TEST(Wire, WritesCbor) {
  const auto response = render_answer({R"({"A":1})"}, kBoth, Wire::cbor, "Op", "r");
  EXPECT_EQ(response.headers.find("smithy-protocol"), "rpc-v2-cbor");
  EXPECT_EQ(json::from_cbor(response.body.begin(), response.body.end()), json({{"A", 1}}));
}

TEST(Wire, PutsAnErrorWhereEachProtocolLooksForIt) {
  const ServiceError error{"SomeException", "a < b", 400};
  EXPECT_EQ(text(render_error(error, kJsonOnly, Wire::json, "Message", "r")),
            R"({"Message":"a < b","__type":"SomeException"})");
  const auto query = text(render_error(error, kBoth, Wire::query, "message", "r"));
  EXPECT_NE(query.find("<Type>Sender</Type><Code>SomeException</Code><Message>a &lt; b</Message>"),
            std::string::npos);
  EXPECT_NE(query.find("<RequestId>r</RequestId>"), std::string::npos);
}

TEST(Wire, TellsTheQueryCodeOfAServiceThatSpeaksBoth) {
  const auto header = [](const ServiceError& error, const ServiceNames& names) {
    const auto response = render_error(error, names, Wire::json, "message", "r");
    return std::string{response.headers.find("x-amzn-query-error").value_or("none")};
  };
  EXPECT_EQ(header({"AFault", "", 400, "A"}, kBoth), "A;Sender");
  EXPECT_EQ(header({"AccessDeniedException", ""}, kBoth), "AccessDenied;Sender");
  EXPECT_EQ(header({"InternalServiceError", "", 500}, kBoth), "InternalFailure;Receiver");
  EXPECT_EQ(header({"A", ""}, kJsonOnly), "none");
}

TEST(Wire, WordsTheFrontDoorsRefusalsForQueryServices) {
  const auto expired = in_query_words({"ExpiredTokenException", "m"});
  EXPECT_EQ(expired.code, "ExpiredToken");
  EXPECT_EQ(expired.status, 403);
  EXPECT_EQ(in_query_words({"UnrecognizedClientException", ""}).code, "InvalidClientTokenId");
  EXPECT_EQ(in_query_words({"Other", "", 418}).status, 418);
}

TEST(Wire, EscapesXml) {
  EXPECT_EQ(escape_xml("a&b<c>\"d\""), "a&amp;b&lt;c&gt;&quot;d&quot;");
}

}  // namespace
}  // namespace atb::aws_simulator
