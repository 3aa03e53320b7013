"""Drives aws-simulator with the real AWS command line (Debian's awscli).

usage: aws_cli_test.py PATH_OF_AWS_SIMULATOR
"""

import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import unittest

AWS = "/usr/bin/aws"
KEY_ID = "AKIDEXAMPLE"
SECRET_KEY = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
NAME = "ai-trading-bot/staging"
VALUE = """{
    "BINANCE_API_KEY": "your-staging-api-key",
    "BINANCE_API_SECRET": "your-staging-api-secret",
    "DATABASE_URL": "sqlite:///data/trading_bot.db",
    "TRADING_MODE": "paper",
    "INITIAL_BALANCE": "1000",
    "NOTE": "quotes \\" and \\u00fc and ü"
  }"""


class Simulator:
    """A simulator process and the command line that talks to it."""

    def __init__(self, program, folder, *options):
        self.folder = folder
        self.process = subprocess.Popen(
            [program, "--port", "0", *options], stdout=subprocess.PIPE, text=True
        )
        ready = json.loads(self.process.stdout.readline())
        assert ready["ready"] is True
        self.url = ready["url"]

    def aws(self, *arguments, key_id=KEY_ID, secret_key=SECRET_KEY):
        environment = {
            "PATH": "/usr/bin:/bin",
            "HOME": str(self.folder),
            "AWS_ACCESS_KEY_ID": key_id,
            "AWS_SECRET_ACCESS_KEY": secret_key,
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_PAGER": "",
            "AWS_EC2_METADATA_DISABLED": "true",
            "LC_ALL": "C.UTF-8",
        }
        return subprocess.run(
            [AWS, "--endpoint-url", self.url, "--output", "json", "secretsmanager", *arguments],
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
        )

    def stop(self):
        """Asks it to end, as systemd would; gives its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=10)

    def end(self):
        self.process.kill()
        self.process.wait(timeout=10)
        self.process.stdout.close()


class AwsCommandLine(unittest.TestCase):
    program = ""

    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self.temporary.cleanup)
        self.folder = pathlib.Path(self.temporary.name)
        (self.folder / "value.json").write_text(VALUE)

    def start(self, *options):
        simulator = Simulator(self.program, self.folder, *options)
        self.addCleanup(simulator.end)
        return simulator

    def create(self, simulator):
        return simulator.aws(
            "create-secret", "--name", NAME, "--description", "Staging secrets",
            "--secret-string", f"file://{self.folder}/value.json",
        )

    def succeed(self, result):
        self.assertEqual(result.returncode, 0, result.stderr)
        return json.loads(result.stdout)

    def refuse(self, result, code):
        self.assertNotEqual(result.returncode, 0, result.stdout)
        self.assertIn(f"({code})", result.stderr)

    def test_creates_reads_and_describes_the_guides_secret(self):
        simulator = self.start()
        created = self.succeed(self.create(simulator))
        self.assertRegex(
            created["ARN"],
            r"^arn:aws:secretsmanager:us-east-1:123456789012:secret:"
            r"ai-trading-bot/staging-[A-Za-z0-9]{6}$",
        )
        value = self.succeed(simulator.aws("get-secret-value", "--secret-id", NAME))
        self.assertEqual(value["SecretString"], VALUE)
        self.assertEqual(value["VersionStages"], ["AWSCURRENT"])
        described = self.succeed(simulator.aws("describe-secret", "--secret-id", created["ARN"]))
        self.assertEqual(described["Description"], "Staging secrets")
        self.assertEqual(
            described["VersionIdsToStages"], {created["VersionId"]: ["AWSCURRENT"]}
        )
        self.refuse(self.create(simulator), "ResourceExistsException")
        self.assertEqual(simulator.stop(), 0)

    def test_refuses_whoever_cannot_sign(self):
        simulator = self.start()
        read = ("get-secret-value", "--secret-id", NAME)
        self.refuse(simulator.aws(*read, secret_key="x" * 40), "InvalidSignatureException")
        self.refuse(simulator.aws(*read, key_id="AKIDUNKNOWN"), "UnrecognizedClientException")
        self.refuse(simulator.aws(*read), "ResourceNotFoundException")

    def test_moves_labels_and_keeps_its_books_over_a_restart(self):
        state = ("--state", str(self.folder / "state.json"))
        simulator = self.start(*state)
        first = self.succeed(self.create(simulator))["VersionId"]
        pending = self.succeed(
            simulator.aws("put-secret-value", "--secret-id", NAME, "--secret-string", "two",
                          "--version-stages", "AWSPENDING")
        )["VersionId"]
        move = ("update-secret-version-stage", "--secret-id", NAME, "--version-stage",
                "AWSCURRENT", "--move-to-version-id", pending)
        self.refuse(simulator.aws(*move), "InvalidParameterException")
        self.succeed(simulator.aws(*move, "--remove-from-version-id", first))
        self.assertEqual(simulator.stop(), 0)

        self.assertEqual(os.stat(self.folder / "state.json").st_mode & 0o777, 0o600)
        again = self.start(*state)
        versions = self.succeed(again.aws("list-secret-version-ids", "--secret-id", NAME))
        stages = {v["VersionId"]: sorted(v["VersionStages"]) for v in versions["Versions"]}
        self.assertEqual(stages, {first: ["AWSPREVIOUS"], pending: ["AWSCURRENT", "AWSPENDING"]})

    def test_deletes_hides_and_restores(self):
        simulator = self.start()
        self.succeed(self.create(simulator))
        deleted = self.succeed(simulator.aws("delete-secret", "--secret-id", NAME))
        self.assertIn("DeletionDate", deleted)
        read = ("get-secret-value", "--secret-id", NAME)
        self.refuse(simulator.aws(*read), "InvalidRequestException")
        self.assertEqual(self.succeed(simulator.aws("list-secrets"))["SecretList"], [])
        self.succeed(simulator.aws("restore-secret", "--secret-id", NAME))
        self.assertEqual(self.succeed(simulator.aws(*read))["SecretString"], VALUE)


if __name__ == "__main__":
    AwsCommandLine.program = sys.argv.pop(1)
    unittest.main(verbosity=2)
