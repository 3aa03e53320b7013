#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "secrets/fetch/fetch.h"
#include "secrets/support/build.h"
#include "settings/secret_json.h"

namespace atb::secrets::test {

/// A directory with a `.env`, a secret in AWS and a clock.
class FetchTest : public testing::Test {
 protected:
  FetchTest() {
    std::string pattern = (std::filesystem::temp_directory_path() / "atb-fetch-XXXXXX").string();
    directory_ = ::mkdtemp(pattern.data());
    request.target = {settings::Environment::staging, "ai-trading-bot/staging"};
    request.env_file = directory_ / ".env";
    set_secret(good_values(), "v1");
  }
  ~FetchTest() override {
    std::error_code ignored;
    std::filesystem::remove_all(directory_, ignored);
  }

  void set_secret(const settings::Values& values, std::string version) {
    const auto bytes = settings::render_secret_json(values);
    json = std::string{bytes.begin(), bytes.end()};
    version_id = std::move(version);
  }

  core::Result<FetchReport> run() {
    const auto got = [this] { return get(); };
    return fetch(request, got, now);
  }

  core::Result<aws::SecretValue> get() {
    ++asked;
    if (failure) return core::fail(*failure, "test.failure", "AWS failed", "Wait.");
    return secret_of(json, version_id);
  }

  std::string content() const {
    std::ifstream file{request.env_file};
    return {std::istreambuf_iterator<char>{file}, {}};
  }

  void put(std::string_view text, mode_t mode = 0600) const {
    std::ofstream{request.env_file} << text;
    ASSERT_EQ(::chmod(request.env_file.c_str(), mode), 0);
  }

  /// Sets the time of the file, as if it had been written then.
  void age_file(core::Duration age) const {
    const timespec when{(now - age).us() / 1'000'000, 0};
    const timespec times[2] = {when, when};
    ASSERT_EQ(::utimensat(AT_FDCWD, request.env_file.c_str(), times, 0), 0);
  }

  std::filesystem::path directory_;
  FetchRequest request;
  std::string json;
  std::string version_id;
  std::optional<core::ErrorKind> failure;
  int asked = 0;
  core::Timestamp now = *core::parse_timestamp("2025-01-02T03:04:05Z");
};

}  // namespace atb::secrets::test
