"""Where ai-trading-bot-secrets protects its user: other environments' files, pasted values, lost ways.

usage: safety_end_to_end_test.py SECRETS_PROGRAM SIMULATOR
"""

import json
import secrets
import subprocess
import sys
import unittest

from secrets_world import GUIDE, PROGRAM, World, live_settings


class Safety(World):
    def test_the_other_environments_file_is_replaced_only_when_told(self):
        self.init(live_settings(), "--environment", "production", "--yes")
        self.init(GUIDE)
        self.fetch("--environment", "production")
        before = self.env_file.read_bytes()
        refused = self.fetch("--region", "us-east-1", code=7).stderr
        self.assertIn("Did you mean --environment production?", refused)
        self.assertEqual(self.env_file.read_bytes(), before)
        self.fetch("--replace-environment")
        self.assertEqual(self.file_values(), GUIDE)

    def test_standard_output_is_no_place_for_the_settings(self):
        self.init(GUIDE)
        done = self.run_program("fetch", "--env-file", "-", "--secret-id", "x", code=2)
        self.assertIn("show --environment staging --secret-id x", done.stderr)

    def test_a_metadata_service_that_is_not_up_yet_is_an_outage(self):
        self.init(GUIDE)
        self.fetch()
        booting = {"AWS_REGION": "", "AWS_EC2_METADATA_SERVICE_ENDPOINT": "http://127.0.0.1:1"}
        self.assertIn("aws.no_region", self.fetch(code=6, **booting).stderr)
        self.assertIn("is kept", self.fetch("--max-age", "48h", **booting).stderr)
        self.fetch("--max-age", "48h", code=2, AWS_REGION="", AWS_EC2_METADATA_DISABLED="true")

    def test_an_unusable_proxy_is_named_without_its_password(self):
        self.init(GUIDE, HTTPS_PROXY="http://u:hunter2@proxy.invalid:1")  # loopback: without it
        for proxy, code in (("http://u:hunter2@127.0.0.1:1", 6), ("ftp://u:hunter2@proxy", 3)):
            done = subprocess.run(
                [PROGRAM, "show", "--endpoint-url", "https://aws.invalid"], capture_output=True,
                text=True, env=self.environment | {"HTTPS_PROXY": proxy}, timeout=60)
            self.assertEqual(done.returncode, code, done.stderr)
            self.assertIn("HTTPS_PROXY", done.stderr)
            self.assertNotIn("hunter2", done.stdout + done.stderr)


class Hints(World):
    """Every hint is a command for the secret that was asked for."""

    def test_a_missing_secret_leads_to_init_or_the_other_environment(self):
        for verb in (("show",), ("fetch", "--env-file", str(self.env_file)), ("exec",)):
            command = ("--", "true") if verb[0] == "exec" else ()
            done = subprocess.run(
                [PROGRAM, *verb, "--endpoint-url", self.url, "--region", "us-east-1", *command],
                capture_output=True, text=True, env=self.environment, timeout=60)
            self.assertEqual(done.returncode, 5, done.stderr)
            self.assertIn("there is no secret ai-trading-bot/staging", done.stderr)
            self.assertIn("init --environment staging --region us-east-1 --endpoint-url", done.stderr)
            self.assertIn("staging or production", done.stderr)

    def test_a_missing_version_leads_to_versions(self):
        self.init(GUIDE)
        for selector in (("--version-stage", "AWSPREVIOUS"), ("--version-id", "0" * 32)):
            said = self.run_program("show", *selector, code=5).stderr
            self.assertIn("has no such version or stage", said)
            self.assertIn("ai-trading-bot-secrets versions", said)


class Exec(World):
    def exec(self, *command, code=0, **options):
        done = subprocess.run(
            [PROGRAM, "exec", "--endpoint-url", self.url, *options.get("options", ()), "--", *command],
            capture_output=True, text=True, env=self.environment, timeout=60)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done

    def test_a_value_in_the_place_of_the_command_is_not_repeated(self):
        self.init(GUIDE)
        token = secrets.token_hex(20)
        done = self.exec(f"BINANCE_API_SECRET={token}", "true", code=2)
        self.assertNotIn(token, done.stdout + done.stderr)
        self.assertIn("exec -- env", done.stderr)
        self.assertNotIn(token, self.exec(token, code=127).stderr)

    def test_a_command_that_does_not_run_has_a_code_in_json_too(self):
        self.init(GUIDE)
        for command, code, name in (("no-such-command", 127, "exec.not_found"),
                                    (str(self.directory), 126, "exec.cannot_run")):
            done = self.exec(command, code=code, options=("--format", "json"))
            error = json.loads(done.stdout)["error"]
            self.assertEqual((error["code"], error["exit_code"]), (name, code))
            self.assertIn(f"[{name}]", done.stderr)

    def test_a_live_secret_without_an_environment_gets_the_one_asked_for(self):
        settings = live_settings()
        del settings["ENVIRONMENT"]
        subprocess.run(
            ["/usr/bin/aws", "secretsmanager", "create-secret", "--endpoint-url", self.url,
             "--name", "ai-trading-bot/production", "--secret-string", json.dumps(settings)],
            env=self.environment | {"AWS_DEFAULT_REGION": "us-east-1"}, check=True,
            capture_output=True, timeout=60)
        done = self.exec("sh", "-c", "echo $ENVIRONMENT", options=("--environment", "production"))
        self.assertEqual(done.stdout, "production\n")
        self.assertIn("set --environment production", done.stderr)
        self.fetch("--environment", "production")
        self.assertEqual(self.file_values(), live_settings() | settings)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=1)
