"""ai-trading-bot-secrets against aws-simulator, as a user runs it.

usage: end_to_end_test.py SECRETS_PROGRAM SIMULATOR
"""

import base64
import json
import os
import pathlib
import pty
import random
import secrets
import select
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
import unittest

import dotenv

PROGRAM, SIMULATOR = sys.argv[1:3]
EXAMPLE = pathlib.Path(__file__).resolve().parents[2] / "docs" / "examples" / "staging.json"
EXAMPLE_SETTINGS = json.loads(EXAMPLE.read_text())
# As init stores them: with the environment that they are for.
GUIDE = EXAMPLE_SETTINGS | {"ENVIRONMENT": "staging"}
PROMPTED = 11


def live_settings():
    """Settings with unique secrets, as production would have them."""
    return GUIDE | {
        "BINANCE_API_KEY": secrets.token_hex(32),
        "BINANCE_API_SECRET": secrets.token_hex(32),
        "DATABASE_URL": f"postgresql://bot:{secrets.token_hex(16)}@localhost/trades",
        "SLACK_WEBHOOK": f"https://hooks.slack.com/services/T0/B0/{secrets.token_hex(12)}",
        "TRADING_MODE": "live",
        "ENVIRONMENT": "production",
    }


class World(unittest.TestCase):
    """A simulator and a directory of its own for each test."""

    def setUp(self):
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="atb-secrets-"))
        self.addCleanup(shutil.rmtree, self.directory)
        self.env_file = self.directory / ".env"
        self.simulator = subprocess.Popen([SIMULATOR, "--port", "0"], stdout=subprocess.PIPE, text=True)
        self.addCleanup(self.stop_simulator)
        self.url = json.loads(self.simulator.stdout.readline())["url"]
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": str(self.directory), "AWS_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_MAX_ATTEMPTS": "1",
            "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
        }

    def stop_simulator(self):
        if self.simulator.poll() is None:
            self.simulator.terminate()
            self.simulator.wait(timeout=10)
        self.simulator.stdout.close()

    def run_program(self, *arguments, code=0, stdin="", **environment):
        """Runs without a terminal; fails the test when the exit code is another."""
        done = subprocess.run(
            [PROGRAM, *arguments, "--endpoint-url", self.url], input=stdin, capture_output=True,
            text=True, env=self.environment | environment, start_new_session=True, timeout=60)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done

    def init(self, settings, *arguments, **keywords):
        return self.run_program("init", "--from-json", "-", *arguments, stdin=json.dumps(settings),
                                **keywords)

    def fetch(self, *arguments, **keywords):
        return self.run_program("fetch", "--env-file", str(self.env_file), *arguments, **keywords)

    def file_values(self):
        return dict(dotenv.dotenv_values(self.env_file))


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

    def test_live_in_staging_is_refused(self):
        self.init(live_settings(), code=7)
        self.fetch(code=5)

    def test_settings_are_asked_for_without_echo(self):
        answers = ["k" * 24, "s" * 24, "sqlite:////x.db", "Paper", "paper", "1000"]
        screen, code = self.on_terminal(answers + [""] * (PROMPTED - 5))
        self.assertEqual(code, 0, screen)
        self.assertIn("TRADING_MODE must be paper or live", screen)
        self.assertNotIn("kkkk", screen)
        self.assertNotIn("ssss", screen)
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
