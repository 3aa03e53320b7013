"""policy, role, alarm, audit, heartbeat and cost against aws-simulator, as a user runs them.

usage: end_to_end_test.py SECRETS_PROGRAM SIMULATOR
"""

import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import unittest

PROGRAM, SIMULATOR = sys.argv[1:3]
EXAMPLE = pathlib.Path(__file__).resolve().parents[2] / "docs" / "examples" / "staging.json"
TOPIC = "arn:aws:sns:us-east-1:123456789012:alarms"
LOG_GROUP = "arn:aws:logs:us-east-1:123456789012:log-group:trail:*"
TRAIL_ROLE = "arn:aws:iam::123456789012:role/trail"


class World(unittest.TestCase):
    """A simulated account with one secret, a trail, and a profile of a user with few rights."""

    def setUp(self):
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="atb-iam-"))
        self.addCleanup(shutil.rmtree, self.directory)
        self.simulator = subprocess.Popen([SIMULATOR, "--port", "0", "--control-port", "0"],
                                          stdout=subprocess.PIPE, text=True)
        self.addCleanup(self.stop_simulator)
        ready = json.loads(self.simulator.stdout.readline())
        self.url, self.control = ready["url"], ready["control"]
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": str(self.directory), "AWS_REGION": "us-east-1",
            "AWS_DEFAULT_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE",
            "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
        }
        self.run_program("init", "--from-json", str(EXAMPLE))

    def stop_simulator(self):
        self.simulator.terminate()
        self.simulator.wait(timeout=10)
        self.simulator.stdout.close()

    def aws(self, *arguments):
        """Debian's AWS command line."""
        done = subprocess.run(["/usr/bin/aws", *arguments, "--endpoint-url", self.url, "--output", "json"],
                              env=self.environment, capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout) if done.stdout.strip() else {}

    def run_program(self, *arguments, code=0, **environment):
        done = subprocess.run([PROGRAM, *arguments, "--endpoint-url", self.url], text=True,
                              stdin=subprocess.DEVNULL, capture_output=True, start_new_session=True,
                              env=self.environment | environment, timeout=120)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done

    def run_json(self, *arguments, **keywords):
        return json.loads(self.run_program(*arguments, "--format", "json", **keywords).stdout)

    def make_reader(self, policy_arn):
        """A user with that policy alone, as the profile "reader"."""
        self.aws("iam", "create-user", "--user-name", "reader")
        self.aws("iam", "attach-user-policy", "--user-name", "reader", "--policy-arn", policy_arn)
        key = self.aws("iam", "create-access-key", "--user-name", "reader")["AccessKey"]
        folder = self.directory / ".aws"
        folder.mkdir(mode=0o700)
        credentials = folder / "credentials"
        credentials.touch(mode=0o600)
        credentials.write_text(f"[reader]\naws_access_key_id = {key['AccessKeyId']}\n"
                               f"aws_secret_access_key = {key['SecretAccessKey']}\n")

    def make_trail(self):
        self.aws("logs", "create-log-group", "--log-group-name", "trail")
        self.aws("cloudtrail", "create-trail", "--name", "management", "--s3-bucket-name", "bucket",
                 "--is-multi-region-trail", "--cloud-watch-logs-log-group-arn", LOG_GROUP,
                 "--cloud-watch-logs-role-arn", TRAIL_ROLE)
        self.aws("cloudtrail", "start-logging", "--name", "management")


class Rights(World):
    def test_the_printed_policy_opens_this_secret_and_no_other(self):
        text = self.run_program("policy").stdout
        arn = self.aws("secretsmanager", "describe-secret", "--secret-id", "ai-trading-bot/staging")["ARN"]
        statements = json.loads(text)["Statement"]
        self.assertEqual([statement["Resource"] for statement in statements], [arn])

    def test_a_user_with_the_policy_reads_and_does_nothing_else(self):
        made = self.run_json("policy", "--apply")
        self.assertEqual(made["outcome"], "made")
        self.assertTrue(all(check["passed"] for check in made["simulated"]))
        self.assertEqual(self.run_json("policy", "--apply")["outcome"], "unchanged")
        self.make_reader(made["arn"])
        self.run_program("fetch", "--profile", "reader", "--env-file", str(self.directory / ".env"))
        self.run_program("show", "--profile", "reader", "--environment", "production", code=4)
        self.run_program("policy", "--profile", "reader", "--apply", "--name", "x", code=4)

    def test_production_is_asked_for(self):
        refused = self.run_program("policy", "--environment", "production", "--apply", code=7)
        self.assertIn("--yes", refused.stderr)
        dry = self.run_json("policy", "--environment", "production", "--apply", "--dry-run")
        self.assertEqual(dry["outcome"], "would_make")

    def test_the_role_is_ready_for_an_instance_after_one_run(self):
        plan = self.run_json("role")
        self.assertTrue(all(step["result"].startswith("would be") for step in plan["steps"]))
        made = self.run_json("role", "--with-heartbeat", "--apply")
        self.assertTrue(made["verified"])
        profile = self.aws("iam", "get-instance-profile", "--instance-profile-name",
                           "ai-trading-bot-staging")["InstanceProfile"]
        self.assertEqual(profile["Roles"][0]["Arn"], made["role_arn"])
        again = self.run_json("role", "--with-heartbeat", "--apply")
        self.assertEqual({step["result"] for step in again["steps"]}, {"in place"})


class Watch(World):
    def test_without_a_trail_it_says_what_is_missing(self):
        refused = self.run_program("alarm", "--apply", "--topic", TOPIC, code=5)
        self.assertIn("aws cloudtrail create-trail", refused.stderr)

    def test_the_alarm_fires_at_a_denied_read_and_the_audit_shows_it(self):
        self.make_trail()
        made = self.run_json("policy", "--apply")
        self.make_reader(made["arn"])
        self.run_program("alarm", "--apply", code=7)
        applied = self.run_program("alarm", "--apply", "--topic", TOPIC, "--region", "us-east-1")
        self.assertIn(f"alarm --environment staging --region us-east-1 --endpoint-url {self.url} --prove",
                      applied.stdout)
        again = self.run_json("alarm", "--apply", "--topic", TOPIC)
        self.assertEqual({step["result"] for step in again["steps"]}, {"in place"})
        refused = self.run_program("alarm", "--prove", "--region", "us-east-1", code=7).stderr
        self.assertIn("--read-profile", refused)
        options = f"--region us-east-1 --endpoint-url {self.url}"
        self.assertIn("host: ai-trading-bot-secrets show --environment staging --secret-id "
                      f"ai-trading-bot/staging-alarm-proof {options}\n", refused)
        self.assertRegex(refused, f"here: .* alarm --environment staging {options} "
                                  "--prove --wait-only --since 2")

        proving = subprocess.Popen(
            [PROGRAM, "alarm", "--prove", "--read-profile", "reader", "--timeout", "60s", "--format",
             "json", "--endpoint-url", self.url], env=self.environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        while proving.poll() is None:
            self.let_delays_pass()
            try:
                proving.wait(timeout=0.5)
            except subprocess.TimeoutExpired:
                continue
        output, errors = proving.communicate()
        self.assertEqual(proving.returncode, 0, errors)
        proof = json.loads(output)
        self.assertTrue(proof["proven"])
        again = ["alarm", "--prove", "--wait-only", "--timeout", "1s"]
        self.assertIn("proves nothing", self.run_program(*again, code=7).stderr)
        self.assertIn(proof["fired"],
                      self.run_program(*again, "--since", proof["since"]).stdout)
        self.run_program(*again, "--since", "tomorrow", code=2)

        self.run_program("show", "--profile", "reader")
        self.let_delays_pass()
        audit = self.run_json("audit", code=1)
        readers = [event for event in audit["events"] if event["unknown"]]
        self.assertEqual([event["who"].rpartition("/")[2] for event in readers], ["reader"])
        self.assertEqual(audit["changes"], 1)
        arn = readers[0]["who"]
        self.assertIn("CloudTrail", self.run_program("audit", "--known-role", arn).stdout)

    def let_delays_pass(self):
        subprocess.run(["/usr/bin/python3", "-c",
                        "import sys, urllib.request as u;"
                        "u.urlopen(u.Request(sys.argv[1] + '/tick', data=b'{}', method='POST')).read()",
                        self.control], check=True, timeout=30)


    def test_a_topic_that_cannot_be_told_is_named_before_anything_else(self):
        self.stop_simulator()
        elsewhere = TOPIC.replace("us-east-1", "eu-central-1")
        for topic in ("alarms", elsewhere, TOPIC + ":8a21d249-4329-4871-acc6-7be709c6ea7f"):
            refused = self.run_program("alarm", "--topic", topic, code=2)
            self.assertIn("alarm.bad_topic", refused.stderr)

    def test_commands_that_are_shown_name_the_profile(self):
        key = {name: self.environment.pop(name)
               for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")}
        folder = self.directory / ".aws"
        folder.mkdir(mode=0o700)
        (folder / "credentials").touch(mode=0o600)
        (folder / "credentials").write_text("[admin]\n" + "".join(
            f"{name.lower()} = {value}\n" for name, value in key.items()))
        refused = self.run_program("alarm", "--profile", "admin", code=5).stderr
        self.assertIn("aws --profile admin cloudtrail create-trail", refused)
        by_hand = self.run_json("role", "--profile", "admin")["by_hand"]
        self.assertIn("aws --profile admin ec2 associate-iam-instance-profile", by_hand)
        done = self.run_program("policy", "--profile", "admin", "--apply", "--with-heartbeat")
        self.assertIn(f"role --environment staging --profile admin --endpoint-url {self.url} "
                      "--with-heartbeat --apply", done.stdout)


class Heartbeat(World):
    def serve(self, healthy):
        """A socket that answers one request as the bot does."""
        path = self.directory / "control.sock"
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(str(path))
        path.chmod(0o600)
        listener.listen()

        def answer():
            with listener, listener.accept()[0] as peer:
                peer.recv(4096)
                peer.sendall(json.dumps({"ok": True, "healthy": healthy, "environment": "staging",
                                         "pair": "BTCUSDT", "state": "running"}).encode() + b"\n")
        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        self.addCleanup(thread.join, 10)
        return str(path)

    def metrics(self):
        return self.aws("cloudwatch", "list-metrics", "--namespace", "AiTradingBot")["Metrics"]

    def test_a_healthy_bot_is_told_of(self):
        sent = self.run_json("heartbeat", "--socket", self.serve(True))
        self.assertTrue(sent["sent"])
        self.assertEqual([metric["MetricName"] for metric in self.metrics()], ["Heartbeat"])

    def test_a_bot_that_is_ill_or_down_is_not(self):
        ill = self.run_program("heartbeat", "--socket", self.serve(False), code=1)
        self.assertIn("not healthy", ill.stderr)
        nobody = str(self.directory / "nobody.sock")
        down = self.run_json("heartbeat", "--socket", nobody, code=1)
        self.assertEqual((down["sent"], down["code"]), (False, "control.not_running"))
        self.assertIn(nobody, down["reason"])
        self.assertEqual(self.run_program("heartbeat", "--quiet", "--socket", nobody, code=1).stderr, "")
        self.assertEqual(self.metrics(), [])


class Money(World):
    def test_the_cost_counts_what_is_there(self):
        cost = self.run_json("cost")
        self.assertEqual(cost["secrets"], ["ai-trading-bot/staging"])
        self.assertEqual(cost["total"], "0.40035")

    def test_the_cost_counts_alarms_unless_it_is_told_how_many(self):
        self.make_trail()
        self.run_program("alarm", "--apply", "--topic", TOPIC)
        cost = self.run_json("cost")
        self.assertEqual(len(cost["alarms"]), 3)
        self.assertEqual(cost["cloudwatch"], "0.3")
        self.assertEqual(self.run_json("cost", "--alarms", "0")["cloudwatch"], "0")
        self.assertEqual(self.run_json("cost", "--secrets", "1", "--alarms", "8")["cloudwatch"], "0.8")

    def test_the_cost_says_when_alarms_cannot_be_counted(self):
        self.make_reader(self.run_json("policy", "--apply")["arn"])
        cost = self.run_json("cost", "--profile", "reader")
        self.assertIn("--alarms", " ".join(cost["warnings"]))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=1)
