"""What the end-to-end tests of ai-trading-bot-secrets share: a simulator and a directory for each test.

The test's arguments: SECRETS_PROGRAM SIMULATOR
"""

import json
import os
import pathlib
import secrets
import shutil
import subprocess
import sys
import tempfile
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
