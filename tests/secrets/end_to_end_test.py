"""ai-trading-bot-secrets against aws-simulator, as a user runs it.

usage: end_to_end_test.py SECRETS_PROGRAM SIMULATOR
"""

import base64
import json
import os
import pty
import random
import secrets
import select
import signal
import stat
import subprocess
import sys
import time
import unittest

from secrets_world import EXAMPLE_SETTINGS, GUIDE, PROMPTED, PROGRAM, World, live_settings


class Workflow(World):
    def test_the_guides_example_goes_into_a_private_file(self):
        self.init(EXAMPLE_SETTINGS)
        done = self.fetch("--format", "json")
        report = json.loads(done.stdout)
        self.assertEqual(report["outcome"], "written")
        self.assertEqual(set(report["added"]), set(GUIDE))
        self.assertEqual(self.file_values(), GUIDE)
        self.assertEqual(stat.S_IMODE(self.env_file.stat().st_mode), 0o600)
        before = self.env_file.stat()
        self.assertEqual(json.loads(self.fetch("--format", "json").stdout)["outcome"], "unchanged")
        self.assertEqual(self.env_file.stat().st_mtime_ns, before.st_mtime_ns)
        self.assertEqual(self.env_file.stat().st_ino, before.st_ino)

    def test_show_masks_what_is_secret(self):
        self.init(GUIDE)
        text = self.run_program("show").stdout
        self.assertNotIn(GUIDE["BINANCE_API_KEY"], text)
        self.assertIn("(20 characters)", text)
        shown = json.loads(self.run_program("show", "--format", "json").stdout)
        values = {row["name"]: row["value"] for row in shown["settings"]}
        self.assertEqual(values["TRADING_MODE"], "paper")
        self.assertEqual(shown["stages"], ["AWSCURRENT"])
        self.assertEqual(shown["faults"], [])

    def test_init_takes_an_env_file_and_keeps_every_byte(self):
        source = self.directory / "source.env"
        source.write_text("".join(f"{name}={value}\n" for name, value in GUIDE.items()))
        source.chmod(0o600)
        self.run_program("init", "--from-env", str(source))
        self.fetch()
        self.assertEqual(self.file_values(), GUIDE)

    def test_init_never_overwrites(self):
        self.init(GUIDE)
        self.assertIn("exists", self.init(
            live_settings() | {"TRADING_MODE": "paper", "ENVIRONMENT": "staging"}, code=7).stderr)
        self.fetch()
        self.assertEqual(self.file_values(), GUIDE)

    def test_production_is_asked_for_and_a_dry_run_makes_nothing(self):
        settings = live_settings()
        self.assertIn("--yes", self.init(settings, "--environment", "production", code=7).stderr)
        self.init(settings, "--environment", "production", "--dry-run")
        self.fetch("--environment", "production", code=5)
        self.init(settings, "--environment", "production", "--yes")
        self.fetch(ENVIRONMENT="production")
        self.assertEqual(self.file_values(), settings)

    def test_live_in_staging_is_refused(self):
        self.init(live_settings(), code=7)
        self.fetch(code=5)

    def test_settings_are_asked_for_without_echo(self):
        answers = ["k" * 24, "s" * 24, "sqlite:////x.db", "Paper", "paper", "1000"]
        screen, code = self.on_terminal(answers + [""] * (PROMPTED - 5))
        self.assertEqual(code, 0, screen)
        self.assertIn("TRADING_MODE must be paper or live", screen)
        self.assertNotIn("k" * 5, screen)
        self.assertNotIn("s" * 5, screen)
        self.fetch()
        self.assertEqual(self.file_values()["BINANCE_API_KEY"], "k" * 24)

    def on_terminal(self, answers):
        """`init` on a pseudo terminal; each answer is typed when a question waits."""
        child, terminal = pty.fork()
        if child == 0:
            os.execve(PROGRAM, [PROGRAM, "init", "--endpoint-url", self.url], self.environment)
        screen, seen = "", 0
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            if select.select([terminal], [], [], 0.1)[0]:
                try:
                    screen += os.read(terminal, 4096).decode()
                except OSError:
                    break
            elif answers and screen.endswith(": ") and len(screen) > seen:
                seen = len(screen)
                os.write(terminal, answers.pop(0).encode() + b"\n")
        os.close(terminal)
        return screen, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


class Failures(World):
    def test_each_failure_has_its_exit_code(self):
        self.fetch(code=5)
        self.init(GUIDE)
        self.fetch(code=4, AWS_SECRET_ACCESS_KEY="wrong")
        self.fetch(code=4, AWS_ACCESS_KEY_ID="AKIDUNKNOWN")
        self.fetch("--version-stage", "AWSPREVIOUS", code=5)
        self.fetch("--environment", "prod", code=2)
        self.assertEqual([path.name for path in self.directory.glob(".env*")], [])

    def test_an_outage_keeps_a_young_file_and_no_other(self):
        self.init(GUIDE)
        self.fetch()
        before = self.env_file.read_bytes()
        self.stop_simulator()
        self.fetch(code=6)
        self.assertIn("warning", self.fetch("--max-age", "48h").stderr)
        self.fetch("--max-age", "48h", "--environment", "production", "--secret-id", "x", code=6)
        old = time.time() - 3 * 86_400
        os.utime(self.env_file, (old, old))
        self.fetch("--max-age", "48h", code=6)
        self.assertEqual(self.env_file.read_bytes(), before)
        self.env_file.unlink()
        self.fetch("--max-age", "48h", code=6)

    def test_malformed_json_in_the_secret_leaves_the_file_whole(self):
        self.init(GUIDE)
        self.fetch()
        before = self.env_file.read_bytes()
        for text in ('{"BINANCE_API_KEY": "new-api-key",\n ...\n}', '{"TRADING_MODE": "paper"}'):
            subprocess.run(
                ["/usr/bin/aws", "secretsmanager", "put-secret-value", "--endpoint-url", self.url,
                 "--secret-id", "ai-trading-bot/staging", "--secret-string", text],
                env=self.environment | {"AWS_DEFAULT_REGION": "us-east-1"}, check=True,
                capture_output=True, timeout=60)
            self.fetch("--max-age", "48h", code=3)
            self.assertEqual(self.env_file.read_bytes(), before)

    def test_a_killed_fetch_leaves_the_old_file_or_the_new_one(self):
        large = {f"FILLER_{number}": "x" * 1_000 for number in range(50)}
        versions = {name: GUIDE | large | {"BINANCE_API_KEY": name * 24} for name in "ab"}
        for name, settings in versions.items():
            self.init(settings, "--secret-id", name)
        self.fetch("--secret-id", "a")
        chance = random.Random(7)
        for turn in range(40):
            running = subprocess.Popen(
                [PROGRAM, "fetch", "--env-file", str(self.env_file), "--endpoint-url", self.url,
                 "--secret-id", "ab"[turn % 2], "--replace-environment"], env=self.environment, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL)
            time.sleep(chance.uniform(0, 0.05))
            running.send_signal(signal.SIGKILL)
            running.wait()
            self.assertIn(self.file_values(), versions.values(), f"torn after kill {turn}")
        self.fetch("--secret-id", "a", "--replace-environment")
        self.assertEqual(self.file_values(), versions["a"])
        self.assertEqual({path.name for path in self.directory.iterdir()} - {".aws"},
                         {".env", ".env.lock", ".env.fetched"})


class Canary(World):
    """No secret leaves by any door but the file."""

    def setUp(self):
        super().setUp()
        self.settings = live_settings() | {"UNKNOWN_TOKEN": secrets.token_hex(20)}
        self.canaries = set()
        for name in ("BINANCE_API_KEY", "BINANCE_API_SECRET", "UNKNOWN_TOKEN"):
            self.add_canary(self.settings[name])
        self.add_canary(self.settings["DATABASE_URL"].split(":")[2].split("@")[0])
        self.add_canary(self.settings["SLACK_WEBHOOK"].rpartition("/")[2])

    def add_canary(self, value):
        data = value.encode()
        self.canaries |= {value, value[::-1], data.hex(), base64.b64encode(data).decode().rstrip("=")}

    def assert_clean(self, text):
        for canary in self.canaries:
            self.assertNotIn(canary, text)

    def test_no_output_of_any_run_holds_a_secret(self):
        production = ("--environment", "production")
        runs = [
            self.init(self.settings, *production, "--dry-run"),
            self.init(self.settings, *production, "--yes", "--format", "json"),
            self.init(self.settings, *production, "--yes", code=7),
            self.init(self.settings, code=7),
            self.init(self.settings | {"MAX_POSITION_SIZE": self.settings["BINANCE_API_KEY"],
                                       "DATABASE_URL": self.settings["DATABASE_URL"] + "/@"},
                      *production, code=3),
            self.run_program("init", "--from-json", "-", stdin=json.dumps(self.settings)[:-9], code=3),
            self.run_program("init", "--from-env", "-", stdin=f"{self.settings['BINANCE_API_KEY']}\n"
                             f"A={self.settings['BINANCE_API_SECRET']} x\n", code=3),
            self.fetch(*production), self.fetch(*production, "--format", "json"),
            self.fetch(*production, "--reader", "docker", "--dry-run"),
            self.fetch(code=5), self.fetch(*production, code=4, AWS_SECRET_ACCESS_KEY="wrong"),
            self.run_program("show", *production),
            self.run_program("show", *production, "--format", "json"),
        ]
        for run in runs:
            self.assert_clean(run.stdout + run.stderr)
        self.assertEqual(self.file_values(), self.settings)
        for path in self.directory.iterdir():
            if path.is_file() and path != self.env_file:
                self.assert_clean(path.read_text())

    def test_json_as_an_argument_is_refused_and_not_repeated(self):
        done = self.run_program("init", "--from-json", json.dumps(self.settings), code=2)
        self.assert_clean(done.stdout + done.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=1)
