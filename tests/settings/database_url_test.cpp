#include "settings/database_url.h"

#include <string>

#include <gtest/gtest.h>

#include "settings/support/build.h"

namespace atb::settings {
namespace {

using test::holds;

core::Error error_of(std::string_view text) {
  const auto url = parse_database_url(text);
  EXPECT_FALSE(url) << text;
  return url ? core::Error{} : url.error();
}

TEST(DatabaseUrl, TellsARelativePathFromAnAbsoluteOne) {
  const auto relative = parse_database_url("sqlite:///data/trading_bot.db");
  ASSERT_TRUE(relative);
  EXPECT_EQ(relative->kind, DatabaseUrl::Kind::sqlite);
  EXPECT_EQ(relative->path, "data/trading_bot.db");
  EXPECT_TRUE(relative->relative);
  const auto absolute = parse_database_url("sqlite:////var/lib/a%20b.db");
  ASSERT_TRUE(absolute);
  EXPECT_EQ(absolute->path, "/var/lib/a b.db");
  EXPECT_FALSE(absolute->relative);
  EXPECT_FALSE(absolute->is_remote());
}

TEST(DatabaseUrl, ReadsAllPartsOfPostgresql) {
  const auto url = parse_database_url(
      "postgresql://bot:p%40ss%3Aw%2F%25@db.example:6543/trades?sslmode=verify-full&x=1");
  ASSERT_TRUE(url);
  EXPECT_EQ(url->kind, DatabaseUrl::Kind::postgresql);
  EXPECT_EQ(url->user, "bot");
  EXPECT_EQ(url->password.reveal(), "p@ss:w/%");
  EXPECT_EQ(url->host, "db.example");
  EXPECT_EQ(url->port, 6543);
  EXPECT_EQ(url->database, "trades");
  EXPECT_EQ(url->options.at("sslmode"), "verify-full");
  EXPECT_TRUE(url->is_remote());
}

TEST(DatabaseUrl, ReadsTheShortForms) {
  EXPECT_EQ(parse_database_url("postgresql://aitradingbot:password@localhost/aitradingbot")->port,
            5432);
  EXPECT_FALSE(parse_database_url("postgres://u@127.0.0.1/d")->is_remote());
  EXPECT_TRUE(parse_database_url("postgres://u@localhost/d")->password.empty());
  const auto v6 = parse_database_url("postgresql://u:p@[::1]:5433/d");
  ASSERT_TRUE(v6);
  EXPECT_EQ(v6->host, "::1");
  EXPECT_EQ(v6->port, 5433);
  EXPECT_FALSE(v6->is_remote());
  EXPECT_EQ(parse_database_url("postgresql:///d?host=/run/postgresql")->host, "/run/postgresql");
}

TEST(DatabaseUrl, RefusesBrokenSqliteUrls) {
  for (const auto* const text :
       {"sqlite://data.db", "sqlite:///", "sqlite:////", "sqlite:///:memory:", "sqlite:///../x.db",
        "sqlite:////a/../b", "sqlite:///x.db?mode=ro", "sqlite:///a%zz", "sqlite:///a%00b",
        "sqlite:///dir/", "sqlite:x.db"})
    EXPECT_EQ(error_of(text).code, "database_url.malformed") << text;
}

TEST(DatabaseUrl, RefusesBrokenPostgresqlUrls) {
  for (const auto* const text :
       {"postgresql://u:p@h", "postgresql://u:p@h/", "postgresql://u:p@h:0/d",
        "postgresql://u:p@h:99999/d", "postgresql://u:p@h:x/d", "postgresql://u:p@[::1/d",
        "postgresql://u:p@h/d?x", "postgresql://u:p@h/d?x=1&x=2", "postgresql://u@h/d?password=x",
        "mysql://u:p@h/d", "postgresql:/u", "", "/var/lib/bot.db"})
    EXPECT_EQ(error_of(text).kind, core::ErrorKind::settings) << text;
}

TEST(DatabaseUrl, ExplainsAnUnescapedPasswordAndNeverShowsIt) {
  for (const auto* const text :
       {"postgresql://u:hid@den@h/d", "postgresql://u:hid/den@h/d", "postgresql://u:hid#den@h/d",
        "postgresql://u:hid%xden@h/d", "postgresql://u:hid den@h/d"}) {
    const auto error = error_of(text);
    EXPECT_TRUE(holds(error.advice, "%")) << text << error.advice;
    EXPECT_FALSE(holds(test::shown(error), "den")) << test::shown(error);
  }
}

}  // namespace
}  // namespace atb::settings
