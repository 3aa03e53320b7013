#include "aws/xml_answer.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "net/http.h"

namespace atb::aws {
namespace {

core::Result<XmlAnswer> parsed(std::string_view text) {
  return XmlAnswer::parse(net::to_body(text));
}

std::string nested(int depth) {
  std::string text;
  for (int i = 0; i < depth; ++i) text += "<a>";
  for (int i = 0; i < depth; ++i) text += "</a>";
  return text;
}

TEST(XmlAnswer, FindsTextUnderNames) {
  const auto answer = parsed(
      "<?xml version=\"1.0\"?>\n<R xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">\n"
      "  <!-- a comment --><Name>a &lt;&amp;&#x41;&gt; ü</Name><Empty/>\n"
      "  <L><member>1</member><member><N>2</N></member></L></R>");
  ASSERT_TRUE(answer) << answer.error().message;
  const auto root = answer->root();
  EXPECT_EQ(root.name(), "R");
  EXPECT_EQ(root.text("Name"), "a <&A> ü");
  EXPECT_EQ(root.text("Empty"), "");
  EXPECT_TRUE(root.child("Empty").exists());
  ASSERT_EQ(root.members("L").size(), 2U);
  EXPECT_EQ(root.members("L")[0].text(), "1");
  EXPECT_EQ(root.members("L")[1].text("N"), "2");
}

TEST(XmlAnswer, FindsNothingInNothing) {
  const auto answer = parsed("<R/>");
  const auto none = answer->root().child("A").child("B");
  EXPECT_FALSE(none.exists());
  EXPECT_EQ(none.text(), "");
  EXPECT_EQ(none.text("C"), "");
  EXPECT_TRUE(none.members("D").empty());
  EXPECT_EQ(XmlNode{}.name(), "");
}

TEST(XmlAnswer, KeepsItsNodesWhenItMoves) {
  auto answer = parsed("<R><A>1</A></R>");
  const auto node = answer->root().child("A");
  const XmlAnswer moved = std::move(*answer);
  EXPECT_EQ(node.text(), "1");
  EXPECT_EQ(moved.root().text("A"), "1");
}

TEST(XmlAnswer, RefusesWhatIsNoAnswerOfAws) {
  for (const auto* text : {"", "hunter2", "<R>", "<R></S>", "<R/><R/>", "<!DOCTYPE R><R/>",
                           "<!DOCTYPE R [<!ENTITY a \"hunter2\">]><R>&a;</R>", "<R>hunter2<A/></R>",
                           "<R>hun<![CDATA[ter2]]></R>", "{\"a\":1}"}) {
    const auto answer = parsed(text);
    ASSERT_FALSE(answer) << text;
    EXPECT_EQ(answer.error().code, "aws.xml_malformed") << text;
    EXPECT_EQ(core::render(answer.error()).find("hunter2"), std::string::npos) << text;
  }
  EXPECT_FALSE(parsed(std::string_view{"<R>a\0b</R>", 10}));
}

TEST(XmlAnswer, BoundsDepthAndSize) {
  EXPECT_TRUE(parsed(nested(XmlAnswer::kDepthMax)));
  EXPECT_FALSE(parsed(nested(XmlAnswer::kDepthMax + 1)));
  EXPECT_FALSE(parsed(nested(100'000)));
  EXPECT_FALSE(parsed(fmt::format("<R>{}</R>", std::string(XmlAnswer::kBytesMax, 'x'))));
}

}  // namespace
}  // namespace atb::aws
