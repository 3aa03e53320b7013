#include "aws_simulator/wire/json_output.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace atb::aws_simulator {
namespace {

const auto kNow = *core::parse_timestamp("2025-01-02T03:04:05.25Z");

StoredSecret secret() {
  StoredSecret stored;
  stored.name = "n";
  stored.arn = "arn:n";
  stored.created = stored.changed = kNow;
  stored.versions = {{"v1", "one", false, {}, kNow}, {"v2", "dHdv", true, {"AWSCURRENT"}, kNow}};
  return stored;
}

TEST(JsonOutput, LeavesOutWhatIsEmptyAndVersionsWithoutLabels) {
  const auto stored = secret();
  EXPECT_EQ(description_of(stored, "VersionIdsToStages").dump(),
            R"({"ARN":"arn:n","CreatedDate":1735787045.25,"LastChangedDate":1735787045.25,)"
            R"("Name":"n","VersionIdsToStages":{"v2":["AWSCURRENT"]}})");
  EXPECT_FALSE(version_entry(stored.versions[0]).contains("VersionStages"));
}

TEST(JsonOutput, KeepsBytesApartFromText) {
  const auto stored = secret();
  EXPECT_EQ(value_of({&stored, &stored.versions[0]})["SecretString"], "one");
  EXPECT_EQ(value_of({&stored, &stored.versions[1]})["SecretBinary"], "dHdv");
}

TEST(JsonOutput, NamesNoVersionWhereThereIsNone) {
  const auto stored = secret();
  EXPECT_FALSE(written({&stored, nullptr}).contains("VersionId"));
  EXPECT_EQ(written({&stored, &stored.versions[1]})["VersionId"], "v2");
}

}  // namespace
}  // namespace atb::aws_simulator
