#include "aws/iam.h"

#include <gtest/gtest.h>

#include "aws/support/fake_service.h"

namespace atb::aws {
namespace {

using test::FakeService;
using test::query_answer;

constexpr std::string_view kPolicy =
    "<Policy><PolicyName>bot</PolicyName><DefaultVersionId>v1</DefaultVersionId>"
    "<AttachmentCount>2</AttachmentCount><Arn>arn:aws:iam::1:policy/bot</Arn></Policy>";
constexpr std::string_view kRole =
    "<Role><Path>/service/</Path><Arn>arn:aws:iam::1:role/service/bot</Arn>"
    "<RoleName>bot</RoleName><CreateDate>2025-01-02T03:04:05Z</CreateDate>"
    "<AssumeRolePolicyDocument>%7B%22Version%22%3A%222012-10-17%22%7D</AssumeRolePolicyDocument>"
    "</Role>";
constexpr std::string_view kProfile =
    "<InstanceProfile><InstanceProfileName>box</InstanceProfileName>"
    "<Arn>arn:aws:iam::1:instance-profile/box</Arn><Roles><member><Arn>r</Arn>"
    "<RoleName>bot</RoleName></member></Roles></InstanceProfile>";
constexpr std::string_view kVersion = "&Version=2010-05-08&";

/// IAM behind a service that answers once.
struct World {
  World(const std::string& action, std::string_view result) : iam{service.client(kIam)} {
    service.answer(200, query_answer(action, result));
  }
  std::string body() const {
    std::string text = service.sent.at(0).body;
    const auto at = text.find(kVersion);
    return at == std::string::npos ? text : text.replace(at, kVersion.size(), " ");
  }
  FakeService service;
  Iam iam;
};

TEST(Iam, CreatesAndGetsAPolicy) {
  World create{"CreatePolicy", kPolicy};
  const auto made = create.iam.create_policy("bot", "{}", "of the bot");
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ(made->arn, "arn:aws:iam::1:policy/bot");
  EXPECT_EQ(create.body(),
            "Action=CreatePolicy PolicyName=bot&PolicyDocument=%7B%7D&Description=of%20the%20bot");

  World get{"GetPolicy", kPolicy};
  const auto found = get.iam.get_policy("a/b");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->attachments, 2);
  EXPECT_EQ(found->default_version_id, "v1");
  EXPECT_EQ(get.body(), "Action=GetPolicy PolicyArn=a%2Fb");
}

TEST(Iam, DecodesThePolicysText) {
  World world{"GetPolicyVersion",
              "<PolicyVersion><Document>%7B%22a%22%3A%22b%20c%22%7D</Document>"
              "<VersionId>v2</VersionId><IsDefaultVersion>true</IsDefaultVersion>"
              "<CreateDate>2025-01-02T03:04:05Z</CreateDate></PolicyVersion>"};
  const auto version = world.iam.get_policy_version("a", "v2");
  ASSERT_TRUE(version);
  EXPECT_EQ(version->document, R"({"a":"b c"})");
  EXPECT_TRUE(version->is_default);
  EXPECT_EQ(core::to_text(*version->created), "2025-01-02T03:04:05Z");
  EXPECT_EQ(world.body(), "Action=GetPolicyVersion PolicyArn=a&VersionId=v2");
}

TEST(Iam, ListsTheVersionsOfAllPages) {
  World world{"ListPolicyVersions",
              "<Versions><member><VersionId>v2</VersionId>"
              "<IsDefaultVersion>true</IsDefaultVersion></member></Versions>"
              "<IsTruncated>true</IsTruncated><Marker>m/1</Marker>"};
  world.service.answer(200, query_answer("ListPolicyVersions",
                                         "<Versions><member><VersionId>v1</VersionId></member>"
                                         "</Versions><IsTruncated>false</IsTruncated>"));
  const auto versions = world.iam.list_policy_versions("a");
  ASSERT_TRUE(versions) << versions.error().message;
  ASSERT_EQ(versions->size(), 2U);
  EXPECT_TRUE(versions->at(0).is_default);
  EXPECT_FALSE(versions->at(1).is_default);
  EXPECT_TRUE(world.service.sent[1].body.ends_with("PolicyArn=a&Marker=m%2F1"));
}

TEST(Iam, RefusesAListThatIsCutOffWithoutAMarker) {
  World world{"ListRolePolicies", "<PolicyNames/><IsTruncated>true</IsTruncated>"};
  EXPECT_EQ(world.iam.list_role_policies("bot").error().code, "aws.answer_malformed");
}

TEST(Iam, PutsANewVersionInForceAndDeletesAnOldOne) {
  World create{"CreatePolicyVersion", "<PolicyVersion><VersionId>v3</VersionId></PolicyVersion>"};
  EXPECT_EQ(create.iam.create_policy_version("a", "{}")->version_id, "v3");
  EXPECT_EQ(create.body(),
            "Action=CreatePolicyVersion PolicyArn=a&PolicyDocument=%7B%7D&SetAsDefault=true");
  World remove{"DeletePolicyVersion", ""};
  EXPECT_TRUE(remove.iam.delete_policy_version("a", "v1"));
  EXPECT_EQ(remove.body(), "Action=DeletePolicyVersion PolicyArn=a&VersionId=v1");
}

TEST(Iam, MakesAndChangesARole) {
  World create{"CreateRole", kRole};
  const auto role = create.iam.create_role("bot", "{}", "");
  ASSERT_TRUE(role);
  EXPECT_EQ(role->path, "/service/");
  EXPECT_EQ(role->trust_policy, R"({"Version":"2012-10-17"})");
  EXPECT_EQ(create.body(), "Action=CreateRole RoleName=bot&AssumeRolePolicyDocument=%7B%7D");

  World get{"GetRole", kRole};
  EXPECT_EQ(get.iam.get_role("bot")->arn, "arn:aws:iam::1:role/service/bot");
  World trust{"UpdateAssumeRolePolicy", ""};
  EXPECT_TRUE(trust.iam.update_assume_role_policy("bot", "{}"));
  EXPECT_EQ(trust.body(), "Action=UpdateAssumeRolePolicy RoleName=bot&PolicyDocument=%7B%7D");
  World attach{"AttachRolePolicy", ""};
  EXPECT_TRUE(attach.iam.attach_role_policy("bot", "p"));
  EXPECT_EQ(attach.body(), "Action=AttachRolePolicy RoleName=bot&PolicyArn=p");
}

TEST(Iam, ReadsThePoliciesOfARole) {
  World attached{"ListAttachedRolePolicies",
                 "<AttachedPolicies><member><PolicyName>p</PolicyName>"
                 "<PolicyArn>arn</PolicyArn></member></AttachedPolicies>"};
  EXPECT_EQ(attached.iam.list_attached_role_policies("bot")->at(0).arn, "arn");
  World inlined{"ListRolePolicies", "<PolicyNames><member>own</member></PolicyNames>"};
  EXPECT_EQ(*inlined.iam.list_role_policies("bot"), std::vector<std::string>{"own"});
  World text{"GetRolePolicy", "<PolicyDocument>%7B%7D</PolicyDocument>"};
  EXPECT_EQ(*text.iam.get_role_policy("bot", "own"), "{}");
  EXPECT_EQ(text.body(), "Action=GetRolePolicy RoleName=bot&PolicyName=own");
}

TEST(Iam, PutsARoleIntoAnInstanceProfile) {
  World create{"CreateInstanceProfile", kProfile};
  EXPECT_EQ(create.iam.create_instance_profile("box")->name, "box");
  World get{"GetInstanceProfile", kProfile};
  EXPECT_EQ(get.iam.get_instance_profile("box")->roles.at(0).name, "bot");
  EXPECT_EQ(get.body(), "Action=GetInstanceProfile InstanceProfileName=box");
  World add{"AddRoleToInstanceProfile", ""};
  EXPECT_TRUE(add.iam.add_role_to_instance_profile("box", "bot"));
  EXPECT_EQ(add.body(), "Action=AddRoleToInstanceProfile InstanceProfileName=box&RoleName=bot");
  World list{"ListInstanceProfilesForRole",
             "<InstanceProfiles><member><InstanceProfileName>box</InstanceProfileName>"
             "<Arn>a</Arn></member></InstanceProfiles>"};
  EXPECT_EQ(list.iam.list_instance_profiles_for_role("bot")->at(0).name, "box");
}

TEST(Iam, SimulatesWithTheContextOfTheRequest) {
  World world{"SimulatePrincipalPolicy",
              "<EvaluationResults><member><EvalActionName>s:Get</EvalActionName>"
              "<EvalResourceName>r</EvalResourceName><EvalDecision>implicitDeny</EvalDecision>"
              "<MissingContextValues><member>s:VersionStage</member></MissingContextValues>"
              "<MatchedStatements><member><SourcePolicyId>p</SourcePolicyId></member>"
              "</MatchedStatements></member></EvaluationResults>"};
  const auto results = world.iam.simulate_principal_policy(
      "role", {.actions = {"s:Get"},
               .resources = {"r"},
               .context = {{.key = "s:VersionId", .values = {"v"}}}});
  ASSERT_TRUE(results) << results.error().message;
  EXPECT_EQ(results->at(0).decision, Decision::implicit_deny);
  EXPECT_EQ(results->at(0).missing_context, std::vector<std::string>{"s:VersionStage"});
  EXPECT_EQ(results->at(0).matched, std::vector<std::string>{"p"});
  EXPECT_EQ(world.body(),
            "Action=SimulatePrincipalPolicy PolicySourceArn=role&ActionNames.member.1=s%3AGet"
            "&ResourceArns.member.1=r&ContextEntries.member.1.ContextKeyName=s%3AVersionId"
            "&ContextEntries.member.1.ContextKeyValues.member.1=v"
            "&ContextEntries.member.1.ContextKeyType=string");
  World custom{"SimulateCustomPolicy", "<EvaluationResults/>"};
  EXPECT_TRUE(custom.iam.simulate_custom_policy({"{}"}, {.actions = {"a:b"}}));
  EXPECT_EQ(custom.body(),
            "Action=SimulateCustomPolicy PolicyInputList.member.1=%7B%7D"
            "&ActionNames.member.1=a%3Ab");
}

TEST(Iam, SaysThatTheFiveVersionsAreUsedUp) {
  FakeService service;
  service.answer(409, test::query_fault("LimitExceeded", "has 5 versions"));
  Iam iam{service.client(kIam)};
  const auto made = iam.create_policy_version("arn:aws:iam::1:policy/bot", "{}");
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().kind, core::ErrorKind::refused);
  EXPECT_NE(made.error().advice.find("five versions"), std::string::npos);
  EXPECT_EQ(service.sent.size(), 1U) << "a quota is not cured by waiting";
}

}  // namespace
}  // namespace atb::aws
