"""doctor, on a set-up that is broken in one place: each true cause is named."""
import datetime
import http.server
import json
import os
import socket
import subprocess
import threading
import time
import unittest
import urllib.parse
import urllib.request

from aws_world import SECRETS, AwsTest
from programs import GUIDE_SETTINGS, main

SETTINGS = {name: value for name, value in GUIDE_SETTINGS.items() if name != "SLACK_WEBHOOK"} | {
    "BINANCE_API_KEY": "k" * 24, "BINANCE_API_SECRET": "s" * 24}
NAME = "ai-trading-bot/staging"
READ = ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"]


class Binance(http.server.BaseHTTPRequestHandler):
    """One key and what Binance says of it, until a test changes that."""

    def do_GET(self):
        path = urllib.parse.urlsplit(self.path).path
        if path == "/api/v3/time":
            self.answer(200, {"serverTime": int(time.time() * 1000)})
        elif self.server.error:
            self.answer(401, {"code": self.server.error, "msg": "as the test wants"})
        elif path == "/api/v3/account":
            self.answer(200, {"canTrade": True, "uid": 7})
        else:
            self.answer(200, self.server.rights)

    def answer(self, status, body):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *arguments):
        pass


class DoctorTest(AwsTest):
    def setUp(self):
        super().setUp()
        self.start_binance()
        self.start_simulator("--control-port", "0", "--metadata-port", "0")
        self.init(SETTINGS)
        self.fetch()
        etc = self.folder / "etc/systemd/system/timers.target.wants"
        etc.mkdir(parents=True)
        (etc / "ai-trading-bot-secrets.timer").touch()

    def start_binance(self):
        self.binance = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Binance)
        self.binance.error = 0
        self.binance.rights = {"ipRestrict": True, "enableReading": True, "enableSpotAndMarginTrading": True,
                               "enableWithdrawals": False, "permitsUniversalTransfer": False}
        threading.Thread(target=self.binance.serve_forever, daemon=True).start()
        self.addCleanup(self.binance.server_close)
        self.addCleanup(self.binance.shutdown)

    def control(self, path, body=None):
        data = json.dumps(body or {}).encode()
        urllib.request.urlopen(urllib.request.Request(self.ready["control"] + path, data), timeout=10)

    def aws(self, *arguments):
        subprocess.run(["/usr/bin/aws", "--endpoint-url", self.url, *arguments], check=True,
                       capture_output=True, timeout=60,
                       env=self.environment | {"AWS_DEFAULT_REGION": "us-east-1"})

    def examine(self, *options, **environment):
        """Exit code, {check: finding} of what is not good, and everything that was printed."""
        done = subprocess.run(
            [str(SECRETS), "doctor", "--format", "json", "--env-file", str(self.env_path),
             "--configuration", str(self.folder / "etc"), "--state-folder", str(self.folder),
             "--socket", str(self.folder / "control.sock"), "--endpoint-url", self.url,
             "--binance-url", f"http://127.0.0.1:{self.binance.server_port}", *options],
            capture_output=True, text=True, timeout=60, env=self.environment | environment)
        found = json.loads(done.stdout)
        for value in (SETTINGS["BINANCE_API_KEY"], SETTINGS["BINANCE_API_SECRET"]):
            self.assertNotIn(value, done.stdout + done.stderr)
        bad = {row["check"]: row for row in found["findings"]
               if row["health"] in ("warning", "broken")}
        self.assertEqual(done.returncode, int(found["health"] == "broken"), done.stdout)
        return bad

    def assert_cause(self, bad, check, *words):
        self.assertIn(check, bad, json.dumps(bad, indent=1))
        text = json.dumps(bad[check])
        for word in words:
            self.assertIn(word, text)

    def restrict(self, actions, resource="*"):
        """The environment of a user who may do these actions only."""
        self.aws("iam", "create-user", "--user-name", "bot")
        policy = {"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Action": actions, "Resource": resource}]}
        self.aws("iam", "put-user-policy", "--user-name", "bot", "--policy-name", "p",
                 "--policy-document", json.dumps(policy))
        self.control("/keys", {"access_key_id": "AKIABOTBOTBOTBOTBOT1",
                               "secret_access_key": "x" * 40, "user": "bot"})
        return {"AWS_ACCESS_KEY_ID": "AKIABOTBOTBOTBOTBOT1", "AWS_SECRET_ACCESS_KEY": "x" * 40}

    def test_only_the_missing_alarm_is_pointed_out_where_all_is_well(self):
        bad = self.examine()
        # The simulator's default key is the whole account's; the guide's database path is relative.
        self.assertEqual({"identity", "settings", "alarms"}, set(bad))
        self.assertEqual({"warning"}, {row["health"] for row in bad.values()})

    def test_cures_name_the_options_that_were_given(self):
        bad = self.examine("--secret-id", NAME, "--region", "us-east-1")
        self.assert_cause(bad, "alarms", f"alarm --secret-id {NAME} --region us-east-1 ")

    # The guide's "AccessDeniedException"

    def test_denied_because_the_policy_lacks_reading(self):
        bad = self.examine(**self.restrict(["secretsmanager:DescribeSecret"]))
        self.assert_cause(bad, "permission", "may see", "policy ", "--environment staging")

    def test_denied_because_no_policy_names_the_secret(self):
        bad = self.examine(**self.restrict(READ, "arn:aws:secretsmanager:*:*:secret:other-??????"))
        self.assert_cause(bad, "permission", "name or region")

    def test_denied_by_the_secrets_own_policy(self):
        deny = {"Version": "2012-10-17", "Statement": [
            {"Effect": "Deny", "Principal": "*", "Action": "secretsmanager:GetSecretValue",
             "Resource": "*"}]}
        self.aws("secretsmanager", "put-resource-policy", "--secret-id", NAME,
                 "--resource-policy", json.dumps(deny))
        bad = self.examine(**self.restrict(READ))
        self.assert_cause(bad, "permission", "resource policy")

    def test_denied_by_kms(self):
        self.control("/kms", {"key_id": "11111111-2222-3333-4444-555555555555"})
        self.aws("secretsmanager", "update-secret", "--secret-id", NAME,
                 "--kms-key-id", "11111111-2222-3333-4444-555555555555")
        self.put_settings(SETTINGS)
        bad = self.examine(**self.restrict(READ))
        self.assert_cause(bad, "kms", "KMS")
        self.control("/kms", {"key_id": "11111111-2222-3333-4444-555555555555",
                              "state": "Disabled"})
        self.assert_cause(self.examine(), "kms")

    def test_no_instance_profile(self):
        bad = self.examine(AWS_ACCESS_KEY_ID="", AWS_SECRET_ACCESS_KEY="",
                           AWS_EC2_METADATA_SERVICE_ENDPOINT=self.ready["metadata"])
        self.assert_cause(bad, "credentials", "instance profile")

    def test_metadata_switched_off(self):
        self.control("/metadata", {"off": True})
        bad = self.examine(AWS_ACCESS_KEY_ID="", AWS_SECRET_ACCESS_KEY="",
                           AWS_EC2_METADATA_SERVICE_ENDPOINT=self.ready["metadata"])
        self.assert_cause(bad, "credentials", "off")

    def test_metadata_beyond_the_hop_limit(self):
        self.control("/metadata", {"role": "bot", "hops": 2, "hop_limit": 1})
        bad = self.examine(AWS_ACCESS_KEY_ID="", AWS_SECRET_ACCESS_KEY="",
                           AWS_EC2_METADATA_SERVICE_ENDPOINT=self.ready["metadata"])
        self.assert_cause(bad, "credentials", "hop limit")

    # The guide's "ResourceNotFoundException"

    def test_a_mistyped_name(self):
        bad = self.examine("--secret-id", "ai-trading-bot/stagging")
        self.assert_cause(bad, "secret", "mistyped", NAME)

    def test_the_wrong_region(self):
        self.assert_cause(self.examine("--region", "eu-central-1"), "secret", "no secret at all")

    def test_a_secret_that_does_not_exist(self):
        self.assert_cause(self.examine("--environment", "production"), "secret",
                          "--environment production --region", "other environment")

    def test_no_region(self):
        self.assert_cause(self.examine(AWS_REGION="", AWS_EC2_METADATA_DISABLED="true"), "region")

    def test_a_secret_without_a_value(self):
        self.aws("secretsmanager", "create-secret", "--name", "empty")
        self.assert_cause(self.examine("--secret-id", "empty"), "current-version")

    # The guide's "InvalidRequestException"

    def test_a_pending_deletion(self):
        self.aws("secretsmanager", "delete-secret", "--secret-id", NAME)
        self.assert_cause(self.examine(), "secret", "deletion", "--restore")

    def test_json_that_is_none(self):
        self.aws("secretsmanager", "put-secret-value", "--secret-id", NAME,
                 "--secret-string", '{"BINANCE_API_KEY": "new", ...}')
        self.assert_cause(self.examine(), "shape", "...")

    def test_settings_lost_by_a_write_of_a_part(self):
        self.put_settings({"TRADING_MODE": "paper"})
        self.assert_cause(self.examine(), "shape", "DATABASE_URL")

    # Identity and clock

    def test_a_wrong_secret_key(self):
        bad = self.examine(AWS_SECRET_ACCESS_KEY="wrong" * 8)
        self.assert_cause(bad, "identity", "AWS_SECRET_ACCESS_KEY")

    def test_an_unknown_access_key(self):
        self.assert_cause(self.examine(AWS_ACCESS_KEY_ID="AKIAUNKNOWN"), "identity",
                          "does not know")

    def test_half_a_key_pair(self):
        self.assert_cause(self.examine(AWS_SECRET_ACCESS_KEY=""), "credentials",
                          "AWS_SECRET_ACCESS_KEY")

    def test_a_clock_that_is_off(self):
        self.control("/clock", {"offset_seconds": 3600})
        self.assert_cause(self.examine(), "clock", "behind", "timedatectl")

    def test_aws_out_of_reach(self):
        self.stop_simulator()
        self.assert_cause(self.examine(), "clock", "net.")

    # The file

    def test_a_file_that_others_can_read(self):
        self.env_path.chmod(0o644)
        self.assert_cause(self.examine(), "env-file-mode", "644")

    def test_a_file_that_is_missing(self):
        self.env_path.unlink()
        self.assert_cause(self.examine(), "env-file", "fetch ", "--environment staging --env-file")

    def test_a_file_that_is_older_than_the_secret(self):
        self.secrets("set", "LOG_LEVEL=DEBUG")
        self.assert_cause(self.examine(), "env-file-drift", "LOG_LEVEL")

    def test_a_fetch_that_stopped_running(self):
        record = self.folder / ".env.fetched"
        text = record.read_text()
        old = (datetime.datetime.utcnow() - datetime.timedelta(days=3)).strftime("%Y-%m-%dT%H:%M:%SZ")
        record.write_text("".join(f"confirmed: {old}\n" if line.startswith("confirmed") else line
                                  for line in text.splitlines(True)))
        self.assert_cause(self.examine(), "env-file-age", "12 hours")

    def test_two_schedules(self):
        (self.folder / "etc/cron.d").mkdir()
        (self.folder / "etc/cron.d/ai-trading-bot-secrets").touch()
        self.assert_cause(self.examine(), "schedule", "both")

    def test_a_timer_that_is_masked(self):
        (self.folder / "etc/systemd/system/ai-trading-bot-secrets.timer").symlink_to("/dev/null")
        self.assert_cause(self.examine(), "schedule", "nothing fetches")

    # What the settings point to

    def test_a_binance_key_that_is_refused(self):
        self.binance.error = -2015
        self.assert_cause(self.examine(), "binance-key", "-2015", "IP")

    def test_a_secret_that_does_not_belong_to_the_key(self):
        self.binance.error = -1022
        self.assert_cause(self.examine(), "binance-key", "does not belong")

    def test_a_key_that_can_withdraw(self):
        self.binance.rights["enableWithdrawals"] = True
        self.assert_cause(self.examine(), "binance-key", "enableWithdrawals")

    def test_a_database_that_does_not_answer(self):
        with socket.socket() as unused:
            unused.bind(("127.0.0.1", 0))
            port = unused.getsockname()[1]
        self.put_settings(SETTINGS | {
            "DATABASE_URL": f"postgresql://bot:long-password@127.0.0.1:{port}/bot"})
        self.assert_cause(self.examine(), "database", "nothing listens")

    # Alarms and the other environment

    def test_the_guides_alarm_that_never_fires(self):
        self.aws("cloudwatch", "put-metric-alarm", "--alarm-name",
                 "ai-trading-bot-secret-access-failures", "--metric-name", "UserErrors",
                 "--namespace", "AWS/SecretsManager", "--statistic", "Sum", "--period", "300",
                 "--threshold", "5", "--comparison-operator", "GreaterThanThreshold",
                 "--evaluation-periods", "1")
        self.assert_cause(self.examine(), "dead-alarm", "UserErrors", "--replace")

    def test_one_key_in_both_environments(self):
        self.aws("secretsmanager", "create-secret", "--name", "ai-trading-bot/production",
                 "--secret-string", json.dumps(SETTINGS))
        self.assert_cause(self.examine(), "shared-key", "BINANCE_API_KEY")

    def test_a_change_that_did_not_end(self):
        self.aws("secretsmanager", "put-secret-value", "--secret-id", NAME, "--secret-string",
                 json.dumps(SETTINGS | {"LOG_LEVEL": "DEBUG"}), "--version-stages", "AWSPENDING")
        self.assert_cause(self.examine(), "pending-version", "AWSPENDING")


if __name__ == "__main__":
    os.umask(0o077)
    main()
