"""The verbs that change a secret, against aws-simulator, as a user runs them.

usage: writes_end_to_end_test.py SECRETS_PROGRAM SIMULATOR
"""

import json
import os
import pty
import secrets
import subprocess
import sys
import unittest

from end_to_end_test import GUIDE, PROGRAM, World, live_settings

PRODUCTION = ("--environment", "production")


class Writes(World):
    def show(self, *arguments):
        done = self.run_program("show", "--format", "json", *arguments)
        return {row["name"]: row["value"] for row in json.loads(done.stdout)["settings"]}

    def change(self, *arguments, **keywords):
        return json.loads(self.run_program(*arguments, "--format", "json", **keywords).stdout)

    def test_set_keeps_every_other_key(self):
        self.init(GUIDE)
        report = self.change("set", "LOG_LEVEL=DEBUG", "MAX_POSITION_SIZE=0.05")
        self.assertEqual(report["outcome"], "written")
        self.assertEqual([row["name"] for row in report["changes"]],
                         ["LOG_LEVEL", "MAX_POSITION_SIZE"])
        self.fetch()
        self.assertEqual(self.file_values(), GUIDE | {"LOG_LEVEL": "DEBUG", "MAX_POSITION_SIZE": "0.05"})
        self.assertEqual(self.change("set", "LOG_LEVEL=DEBUG")["outcome"], "unchanged")

    def test_without_a_terminal_set_says_how_to_hand_a_value_in(self):
        self.init(GUIDE)
        self.assertIn("LOG_LEVEL=@FILE", self.run_program("set", "LOG_LEVEL", code=2).stderr)
        self.assertIn("KEY is required", self.run_program("set", code=2).stderr)

    def test_a_dry_run_writes_nothing(self):
        self.init(GUIDE)
        self.assertEqual(self.change("set", "LOG_LEVEL=DEBUG", "--dry-run")["outcome"], "would_write")
        self.assertEqual(self.show()["LOG_LEVEL"], "INFO")

    def test_secrets_come_from_files_and_input_and_never_from_arguments(self):
        self.init(GUIDE)
        value = secrets.token_hex(20)
        file = self.directory / "value"
        file.write_text(value + "\n")
        file.chmod(0o600)
        runs = [self.run_program("set", f"BINANCE_API_SECRET={value}", code=2),
                self.run_program("set", f"MY_TOKEN={value}", code=2),
                self.run_program("set", value, code=2),
                self.run_program("set", f"MY_TOKEN=@{value}", code=5),
                self.run_program("unset", f"MY_TOKEN={value}", code=2),
                self.run_program("init", "--from-env", f"BINANCE_API_KEY={value}", code=2),
                self.run_program("init", "--from-json", value, code=5),
                self.run_program("rotate", "--from-json", value, code=5),
                self.run_program("set", "MY_TOKEN=-", stdin=value + "\n"),
                self.run_program("set", f"BINANCE_API_SECRET=@{file}", "--dry-run"),
                self.run_program("set", f"BINANCE_API_SECRET=@{file}"),
                self.run_program("unset", value, code=5),
                self.run_program("diff"), self.run_program("versions", "--all")]
        for run in runs:
            self.assertNotIn(value, run.stdout + run.stderr)
        self.fetch()
        self.assertEqual(self.file_values()["MY_TOKEN"], value)
        self.assertEqual(self.file_values()["BINANCE_API_SECRET"], value)

    def test_a_secret_is_asked_for_without_echo(self):
        self.init(GUIDE)
        value = secrets.token_hex(20)
        child, terminal = pty.fork()
        if child == 0:
            os.execve(PROGRAM, [PROGRAM, "set", "BINANCE_API_KEY", "LOG_LEVEL=DEBUG", "--endpoint-url",
                                self.url], self.environment)
        screen = b""
        while not screen.endswith(b"BINANCE_API_KEY: "):
            screen += os.read(terminal, 4096)
        os.write(terminal, value.encode() + b"\n")
        try:
            while part := os.read(terminal, 4096):
                screen += part
        except OSError:  # the terminal is gone with the program
            pass
        os.close(terminal)
        self.assertEqual(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), 0, screen)
        self.assertNotIn(value.encode(), screen)
        self.fetch()
        self.assertEqual(self.file_values(), GUIDE | {"BINANCE_API_KEY": value, "LOG_LEVEL": "DEBUG"})

    def test_unset_and_rollback_go_there_and_back(self):
        self.init(GUIDE)
        self.run_program("unset", "DATABASE_URL", code=3)
        self.change("unset", "LOG_LEVEL")
        self.assertNotIn("LOG_LEVEL", self.show())
        listed = self.change("versions")["versions"]
        self.assertEqual(listed[0]["removed"], ["LOG_LEVEL"])
        report = self.change("rollback", "--to", listed[1]["version_id"])
        self.assertEqual(report["outcome"], "moved")
        self.assertEqual(self.show()["LOG_LEVEL"], "INFO")
        self.assertEqual(self.change("rollback", "--stage", "AWSCURRENT")["outcome"], "unchanged")

    def test_production_is_asked_for_and_live_needs_production(self):
        self.init(GUIDE)
        self.run_program("set", "TRADING_MODE=live", code=7)
        self.init(live_settings(), *PRODUCTION, "--yes")
        self.assertIn("--yes", self.run_program("set", *PRODUCTION, "LOG_LEVEL=DEBUG", code=7).stderr)
        self.change("set", *PRODUCTION, "LOG_LEVEL=DEBUG", "--yes")

    def test_the_secret_of_the_other_environment_is_not_fetched_by_mistake(self):
        self.init(GUIDE)
        mistaken = (*PRODUCTION, "--secret-id", "ai-trading-bot/staging")
        self.assertIn("other_environment", self.fetch(*mistaken, code=7).stderr)
        self.run_program("set", *mistaken, "LOG_LEVEL=DEBUG", "--yes", code=7)
        self.assertFalse(self.env_file.exists())

    def test_one_key_pair_is_not_for_both_environments(self):
        production = live_settings()
        self.init(production, *PRODUCTION, "--yes")
        shared = GUIDE | {"BINANCE_API_KEY": production["BINANCE_API_KEY"]}
        self.init(shared, code=7)
        self.init(GUIDE)
        done = self.run_program("set", "BINANCE_API_KEY=-", stdin=production["BINANCE_API_KEY"], code=7)
        self.assertNotIn(production["BINANCE_API_KEY"], done.stdout + done.stderr)

    def test_diff_compares_the_file_with_the_secret(self):
        self.init(GUIDE)
        self.fetch()
        self.assertTrue(self.change("diff", "--env-file", str(self.env_file))["equal"])
        self.change("set", "LOG_LEVEL=DEBUG")
        report = self.change("diff", "--env-file", str(self.env_file))
        self.assertEqual(report["changes"], [{"name": "LOG_LEVEL", "change": "changed",
                                              "before": "INFO", "after": "DEBUG"}])

    def test_exec_gives_the_settings_and_none_of_our_credentials(self):
        self.init(GUIDE | {"LOG_LEVEL": "DEBUG"})
        done = self.run_exec("/usr/bin/env")
        variables = dict(line.split("=", 1) for line in done.stdout.splitlines())
        self.assertEqual({name: variables.get(name) for name in GUIDE}, GUIDE | {"LOG_LEVEL": "DEBUG"})
        self.assertFalse([name for name in variables if name.startswith("AWS_") and "KEY" in name])
        self.assertEqual(self.run_exec("sh", "-c", "exit 9", code=9).stdout, "")
        self.assertEqual(self.run_exec("printf", "%s|", "", "--x", "--", code=0).stdout, "|--x|--|")
        self.run_exec("/no/such/program", code=127)
        self.run_exec("/etc/passwd", code=126)

    def run_exec(self, *command, code=0):
        done = subprocess.run([PROGRAM, "exec", "--endpoint-url", self.url, "--", *command],
                              capture_output=True, text=True, env=self.environment, timeout=60)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=1)
