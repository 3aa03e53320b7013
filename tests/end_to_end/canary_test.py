"""Planted secret values leave ai-trading-bot-secrets by no door but the `.env`: not by its output or
errors, its arguments or those and the environment of what it starts, files beside the `.env`, a core
dump. Each as it is, backwards, in hex, base64 and percent-encoded. What stays in memory: memory_test.py."""
import base64
import json
import os
import re
import resource
import secrets
import signal
import socket
import subprocess
import urllib.parse

from aws_world import SECRETS, AwsTest
from programs import GUIDE_SETTINGS, main

SECRET_ID = "ai-trading-bot/staging"
# Verb, options, standard input, exit code. Verbs that this build does not have are left out; what
# needs a further value of a secret takes NEW from standard input.
RUNS = [
    ("show", [], "", 0), ("show", ["--format", "json"], "", 0),
    ("fetch", ["--env-file", "ENV", "--dry-run"], "", 0),
    ("fetch", ["--env-file", "ENV"], "", 0), ("fetch", ["--env-file", "ENV"], "", 0),
    ("fetch", ["--env-file", "ENV", "--format", "json"], "", 0),
    ("fetch", ["--env-file", "ENV", "--reload-service=/nowhere/control.sock"], "", 0),
    ("fetch", ["--env-file", "ENV", "--reader", "docker", "--dry-run"], "", 3),
    ("fetch", ["--env-file", "/missing/.env"], "", 5),
    ("fetch", ["--env-file", "ENV", "--version-stage", "AWSPREVIOUS"], "", 5),
    ("fetch", ["--env-file", "ENV", "--secret-id", "missing"], "", 5),
    ("init", ["--from-json", "-"], "ALL", 7),
    ("init", ["--from-json", "-", "--secret-id", "copy", "--dry-run"], "ALL", 0),
    ("init", ["--from-json", "-", "--secret-id", "half"], "HALF", 3),
    ("set", ["BINANCE_API_SECRET=-", "--dry-run"], "NEW", 0),
    ("set", ["BINANCE_API_SECRET=-"], "NEW", 0),
    ("set", ["MAX_POSITION_SIZE=-"], "NEW", 3),
    ("diff", [], "", 0), ("versions", [], "", 0), ("unset", ["UNKNOWN_TOKEN"], "", 0),
    ("rollback", ["--dry-run"], "", None),
    ("rotate", ["--from-json", "-", "--skip-key-check", "--dry-run"], "PAIR", 0),
    ("rotate", ["--from-json", "-", "--skip-key-check"], "PAIR", 0),
    ("rotate", ["--abort", "--skip-key-check"], "", 0),
    ("doctor", [], "", None), ("exec", ["--", "true"], "", 0),
]


def encodings(value):
    data = value.encode()
    return {value, value[::-1], data.hex(), data.hex().upper(),
            base64.b64encode(data).decode().rstrip("="),
            base64.urlsafe_b64encode(data).decode().rstrip("="), urllib.parse.quote(value, safe="")}


class Canary(AwsTest):
    def setUp(self):
        super().setUp()
        self.start_simulator()
        self.environment["LOG_LEVEL"] = "DEBUG"
        self.new = "new+" + secrets.token_hex(20)
        password, webhook = secrets.token_hex(16), secrets.token_hex(12)
        self.settings = GUIDE_SETTINGS | {
            "BINANCE_API_KEY": secrets.token_hex(32), "BINANCE_API_SECRET": secrets.token_hex(32),
            "DATABASE_URL": f"postgresql://bot:{password}@localhost/trades",
            "SLACK_WEBHOOK": f"https://hooks.slack.com/services/T0/B0/{webhook}",
            "UNKNOWN_TOKEN": "a 'quoted' " + secrets.token_hex(20)}
        planted = [self.settings[name] for name in
                   ("BINANCE_API_KEY", "BINANCE_API_SECRET", "UNKNOWN_TOKEN")]
        self.canaries = set()
        self.pair = {"BINANCE_API_KEY": secrets.token_hex(32),
                     "BINANCE_API_SECRET": secrets.token_hex(32)}
        for value in [*planted, password, webhook, self.new, *self.pair.values()]:
            self.canaries |= encodings(value)
        self.init(self.settings)

    def assert_clean(self, text, where):
        for canary in self.canaries:
            self.assertNotIn(canary, text, f"a secret is in {where}")

    def verbs(self):
        text = subprocess.run([str(SECRETS), "--help"], capture_output=True, text=True).stdout
        return set(re.findall(r"(?m)^  (\w+) ", text))

    def traced(self, verb, options, stdin):
        """The run and what it and its children were started with."""
        log = self.folder / "execve"
        stdin = {"ALL": json.dumps(self.settings), "HALF": json.dumps(self.settings)[:-5],
                 "NEW": self.new, "PAIR": json.dumps(self.pair)}.get(stdin, stdin)
        options = [str(self.env_path) if word == "ENV" else word for word in options]
        at = options.index("--") if "--" in options else len(options)
        command = [str(SECRETS), verb, *options[:at], "--endpoint-url", self.url, *options[at:]]
        done = subprocess.run(
            ["strace", "-f", "-v", "-s", "1000000", "-e", "trace=execve", "-o", log, *command],
            input=stdin, env=self.environment, capture_output=True, text=True, timeout=60,
            cwd=self.folder, start_new_session=True)
        return done, log.read_text() if verb != "exec" else ""

    def check_files(self):
        for path in self.folder.rglob("*"):
            # What a run was started with is looked at by itself: exec hands the settings on.
            if path.is_file() and path not in (self.env_path, self.folder / "execve"):
                self.assert_clean(path.read_text(errors="replace"), path.name)

    def test_no_run_shows_a_planted_value(self):
        verbs = self.verbs()
        self.assertLessEqual({"init", "fetch", "show"}, verbs)
        for verb, options, stdin, code in RUNS:
            if verb not in verbs:
                continue
            with self.subTest(verb=verb, options=options):
                done, started = self.traced(verb, options, stdin)
                if code is not None:
                    self.assertEqual(done.returncode, code, done.stderr)
                self.assert_clean(done.stdout + done.stderr, "the output")
                self.assert_clean(started, "arguments or an environment")
                self.check_files()

    def test_no_failure_shows_a_planted_value(self):
        key, secret = self.settings["BINANCE_API_KEY"], self.settings["BINANCE_API_SECRET"]
        for number, text in enumerate((
                f'{{"BINANCE_API_KEY": "{key}" "x"}}', f'["{key}"]', f'{{"{key}": "{secret}"}}',
                json.dumps(self.settings | {"TRADING_MODE": key, "LOG_LEVEL": secret}),
                json.dumps(self.settings | {"INITIAL_BALANCE": key, "DATABASE_URL": secret}),
                json.dumps(self.settings | {"BINANCE_API_KEY": {"nested": key}}),
                json.dumps(self.settings | {"UNKNOWN_TOKEN": f"{key}\n{secret}"}))):
            self.put_text(text)
            for verb, options in (("fetch", ["--env-file", "ENV"]), ("show", [])):
                with self.subTest(number=number, verb=verb):
                    done, started = self.traced(verb, options, "")
                    if verb == "fetch":
                        self.assertEqual(done.returncode, 3, done.stderr)
                    self.assert_clean(done.stdout + done.stderr + started, "an error")
                    self.check_files()

    def put_text(self, text):
        subprocess.run(["/usr/bin/aws", "secretsmanager", "put-secret-value", "--endpoint-url",
                        self.url, "--secret-id", SECRET_ID, "--secret-string", text],
                       env=self.environment | {"AWS_DEFAULT_REGION": "us-east-1"}, check=True,
                       capture_output=True, timeout=60)

    def test_a_broken_file_in_place_is_not_shown(self):
        key = self.settings["BINANCE_API_KEY"]
        for text in (f"export A={key}\n", f"{key}\n", f"A={key} {key}\n", f"A='{key}\n"):
            self.env_path.write_text("# Settings of ai-trading-bot.\n" + text)
            self.env_path.chmod(0o600)
            done, _ = self.traced("fetch", ["--env-file", "ENV"], "")
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assert_clean(done.stdout + done.stderr, "the output")

    def test_an_abort_leaves_no_core(self):
        def raise_limit():
            hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
            resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
        with socket.create_server(("127.0.0.1", 0)) as silent:
            url = f"http://127.0.0.1:{silent.getsockname()[1]}"
            running = subprocess.Popen(
                [str(SECRETS), "init", "--from-json", "-", "--endpoint-url", url],
                stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                env=self.environment, cwd=self.folder, preexec_fn=raise_limit)
            running.stdin.write(json.dumps(self.settings).encode())
            running.stdin.close()
            connection, _ = silent.accept()  # it holds the settings now and waits
            with connection, open(f"/proc/{running.pid}/limits") as limits:
                self.assertRegex(limits.read(), r"(?m)^Max core file size +0 +0 ")
                running.send_signal(signal.SIGABRT)
                _, status = os.waitpid(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
        self.assertEqual(running.returncode, -signal.SIGABRT)
        self.assertFalse(os.WCOREDUMP(status))
        self.assertEqual([path.name for path in self.folder.glob("core*")], [])


if __name__ == "__main__":
    main()
