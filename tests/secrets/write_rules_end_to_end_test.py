"""What the verbs that change a secret refuse, ask and say, against aws-simulator.

usage: write_rules_end_to_end_test.py SECRETS_PROGRAM SIMULATOR
"""

import json
import os
import pty
import secrets
import subprocess
import sys
import unittest

import boto3

from end_to_end_test import GUIDE, PROGRAM, World, live_settings
from rotation_world import PRODUCTION, RotationWorld


def other_program(world):
    """Somebody else's access to the same secrets."""
    return boto3.client("secretsmanager", region_name="us-east-1", endpoint_url=world.url,
                        aws_access_key_id=world.environment["AWS_ACCESS_KEY_ID"],
                        aws_secret_access_key=world.environment["AWS_SECRET_ACCESS_KEY"])


class WriteRules(World):
    def show(self, *arguments):
        done = self.run_program("show", "--format", "json", *arguments)
        return {row["name"]: row["value"] for row in json.loads(done.stdout)["settings"]}

    def change(self, *arguments, **keywords):
        return json.loads(self.run_program(*arguments, "--format", "json", **keywords).stdout)

    def test_a_value_in_the_wrong_place_is_neither_stored_nor_repeated(self):
        self.init(GUIDE)
        value = secrets.token_hex(16).upper()
        hint = "BINANCE_API_SECRET=-"
        for arguments in (["BINANCE_API_SECRET", "A" + value], [f"--BINANCE_API_SECRET=A{value}"],
                          [f"--A{value}"], [f"-A{value}"]):
            done = self.run_program("set", *arguments, code=2)
            self.assertNotIn(value, done.stdout + done.stderr)
            self.assertRegex(done.stderr, "may be|if this one is a secret")
        self.assertIn(hint, self.run_program("set", "BINANCE_API_SECRET", "A" + value, code=2).stderr)
        self.assertEqual(set(self.show()), set(GUIDE))

    def test_what_was_meant_is_named(self):
        self.init(GUIDE)
        self.assertIn("mean LOG_LEVEL?", self.run_program("set", "LOGLEVEL=DEBUG", code=2).stderr)
        self.assertIn("mean STOP_LOSS_PERCENTAGE?",
                      self.run_program("set", "STOP_LOSS=2 %", code=2).stderr)
        self.assertIn("0.02 for 2 %",
                      self.run_program("set", "STOP_LOSS_PERCENTAGE=2 %", code=3).stderr)
        self.assertIn("mean production?",
                      self.run_program("show", "--environment", "prod", code=2).stderr)
        done = subprocess.run([PROGRAM, *PRODUCTION, "show"], capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 2)
        self.assertIn("--environment behind the command", done.stderr)

    def test_the_next_command_is_for_the_same_secret(self):
        name = "desk/7/production"
        where = (*PRODUCTION, "--secret-id", name, "--region", "us-east-1")
        self.init(live_settings(), *where, "--yes")
        wanted = f"{' '.join(where)} --endpoint-url {self.url}"
        done = self.run_program("set", *where, "--yes", "LOG_LEVEL=DEBUG")
        self.assertIn(f"next: ai-trading-bot-secrets fetch {wanted}", done.stdout)
        self.assertIn(f"secrets unset {wanted} LOG_LEVEL",
                      self.run_program("set", *where, "LOG_LEVEL=", code=2).stderr)
        missing = ("--secret-id", "desk/8/production")
        self.assertIn(f"secrets init {' '.join(missing)}",
                      self.run_program("set", *PRODUCTION, *missing, "LOG_LEVEL=DEBUG", code=5).stderr)

    def test_another_writers_pending_version_is_left_alone(self):
        self.init(live_settings(), *PRODUCTION, "--yes")
        other_program(self).put_secret_value(SecretId="ai-trading-bot/production", SecretString="{}",
                 ClientRequestToken="5b1c1f9a-6c0e-4d5a-9e1e-2f3a4b5c6d7e",
                 VersionStages=["AWSPENDING"])
        report = self.change("set", *PRODUCTION, "LOG_LEVEL=INFO")
        self.assertEqual(report["outcome"], "unchanged")
        self.assertIn("it stays as it is", report["warnings"][-1])
        stages = [row["stages"] for row in self.change("versions", *PRODUCTION)["versions"]]
        self.assertIn(["AWSPENDING"], stages)

    def test_the_environment_stays_and_comes_back(self):
        self.init(GUIDE)
        self.assertIn("ENVIRONMENT", self.run_program("unset", "ENVIRONMENT", code=3).stderr)
        bare = {name: value for name, value in GUIDE.items() if name != "ENVIRONMENT"}
        other_program(self).put_secret_value(SecretId="ai-trading-bot/staging", SecretString=json.dumps(bare),
                 ClientRequestToken="5b1c1f9a-6c0e-4d5a-9e1e-2f3a4b5c6d7e")
        changes = self.change("unset", "LOG_LEVEL")["changes"]
        self.assertIn(("ENVIRONMENT", "added"), [(row["name"], row["change"]) for row in changes])

    def test_members_of_other_tools_stay_in_the_secret_and_out_of_the_file(self):
        self.init(GUIDE | {"myTool": "its own"})
        shown = self.run_program("show")
        self.assertIn("myTool belongs to another tool", shown.stdout + shown.stderr)
        self.change("set", "LOG_LEVEL=DEBUG")
        self.fetch()
        self.assertEqual(self.file_values(), GUIDE | {"LOG_LEVEL": "DEBUG"})
        self.assertIn("myTool", self.show())

    def test_a_deleted_secret_is_restored(self):
        self.init(GUIDE)
        self.run_program("init", "--restore", code=7)
        other_program(self).delete_secret(SecretId="ai-trading-bot/staging", RecoveryWindowInDays=7)
        self.assertIn("--restore --environment staging", self.init(GUIDE, code=7).stderr)
        self.assertEqual(self.change("init", "--restore", "--dry-run")["outcome"], "would_restore")
        self.assertEqual(self.change("init", "--restore")["outcome"], "restored")
        self.assertEqual(self.show()["LOG_LEVEL"], "INFO")

    def test_live_is_warned_of_while_the_bot_does_not_offer_it(self):
        done = self.init(live_settings(), *PRODUCTION, "--yes", "--format", "json")
        self.assertIn("TRADING_MODE is live", " ".join(json.loads(done.stdout)["warnings"]))

    def test_a_production_secret_is_summed_up_and_asked_about_until_yes_is_whole(self):
        file = self.directory / "production.json"
        file.write_text(json.dumps(live_settings()))
        file.chmod(0o644)
        screen, code = self.on_terminal(
            ["init", *PRODUCTION, "--from-json", str(file), "--format", "json"],
            [(b"yes to go on: ", b"y"), (b"yes or no: ", b"yes")])
        self.assertEqual(code, 0, screen)
        self.assertIn(b"real money", screen)
        self.assertRegex(screen, rb"added +LOG_LEVEL +INFO")
        self.assertIn(b"can be read by other users; run: chmod 600", screen[screen.index(b"{"):])

    def on_terminal(self, arguments, dialogue):
        """Runs with a terminal of its own; answers each question once it stands there."""
        child, terminal = pty.fork()
        if child == 0:
            os.execve(PROGRAM, [PROGRAM, *arguments, "--endpoint-url", self.url], self.environment)
        screen = b""
        for question, answer in dialogue:
            while not screen.endswith(question):
                screen += os.read(terminal, 4096)
            os.write(terminal, answer + b"\n")
        try:
            while part := os.read(terminal, 4096):
                screen += part
        except OSError:  # the terminal is gone with the program
            pass
        os.close(terminal)
        return screen, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


class RestoredKey(RotationWorld):
    def rollback(self, *arguments, code=0):
        return self.run_program(
            "rollback", *PRODUCTION, "--yes", "--format", "json", "--binance-url",
            f"http://127.0.0.1:{self.binance.server_port}", *arguments, code=code)

    def test_a_rollback_asks_whether_the_key_that_comes_back_works(self):
        self.rotate("--from-json", "-")
        del self.binance.keys[self.settings["BINANCE_API_KEY"]]
        self.assertIn("secrets.old_key_dead", self.rollback(code=7).stderr)
        self.rollback("--skip-key-check", code=7)
        self.binance.keys[self.settings["BINANCE_API_KEY"]] = 7
        report = json.loads(self.rollback().stdout)
        self.assertTrue(report["key_changes"])
        self.assertIn("changes the Binance key", " ".join(report["warnings"]))
        self.assertEqual(self.key_in_file(), self.settings["BINANCE_API_KEY"])

    def test_abort_of_a_waiting_rotation_is_asked_about_in_production(self):
        self.run_program("set", *PRODUCTION, "LOG_LEVEL=DEBUG", "--yes")
        other_program(self).put_secret_value(
            SecretId="ai-trading-bot/production", VersionStages=["AWSPENDING"],
            SecretString=json.dumps(self.settings | self.pair))
        binance = f"http://127.0.0.1:{self.binance.server_port}"
        done = self.run_program("rotate", *PRODUCTION, "--abort", "--binance-url", binance, code=7)
        self.assertIn("takes AWSPENDING off", done.stderr)
        self.assertEqual(json.loads(self.rotate("--abort").stdout)["outcome"], "aborted")
        self.assertEqual(self.key_in_file(), self.settings["BINANCE_API_KEY"])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=1)
