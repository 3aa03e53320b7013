"""What the tests of the simulator's services share: the simulator, and each scenario run with each of
the real clients. A table of operation and client is printed at the end."""

import json
import signal
import subprocess
import sys
import tempfile
import unittest
import urllib.request

from aws_clients import Boto3, CommandLine, Refused, USED, print_table

ACCOUNT = "123456789012"


def policy(action, resource="*", effect="Allow", **more):
    return json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": effect, "Action": action, "Resource": resource, **more}]})


def trust(principal, action="sts:AssumeRole", **more):
    return json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": principal, "Action": action, **more}]})


class Scenarios:
    """Base of the scenarios; `main` has them run by both clients."""

    program = ""
    client_class = None

    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self.temporary.cleanup)
        self.start()
        self.client = self.client_class(self.url, self.temporary.name)

    def start(self, *options):
        self.process = subprocess.Popen(
            [self.program, "--port", "0", "--control-port", "0", *options],
            stdout=subprocess.PIPE, text=True,
        )
        self.addCleanup(self.end, self.process)
        ready = json.loads(self.process.stdout.readline())
        self.url = ready["url"]
        self.control_url = ready["control"]

    @staticmethod
    def end(process):
        process.kill()
        process.wait(timeout=10)
        process.stdout.close()

    def control(self, method, path, body=None):
        request = urllib.request.Request(
            self.control_url + path, method=method,
            data=None if body is None else json.dumps(body).encode(),
        )
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.loads(answer.read())

    def tick(self):
        self.control("POST", "/tick", {})

    def call(self, service, operation, client=None, **parameters):
        client = client or self.client
        USED[(service, operation)].add(client.name)
        return client.run(service, operation, parameters)

    def refuse(self, code, service, operation, client=None, **parameters):
        with self.assertRaises(Refused) as refused:
            self.call(service, operation, client, **parameters)
        self.assertEqual(refused.exception.code, code, refused.exception)
        return refused.exception.message

    def as_key(self, access_key):
        return self.client_class(self.url, self.temporary.name, (
            access_key["AccessKeyId"], access_key["SecretAccessKey"],
            access_key.get("SessionToken")))

    def new_user(self, name):
        self.call("iam", "CreateUser", UserName=name)
        return self.as_key(self.call("iam", "CreateAccessKey", UserName=name)["AccessKey"])

    def stop(self):
        """Asks it to end, as systemd would; gives its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=10)


def start_worker(case):
    CommandLine.start()
    case.addClassCleanup(CommandLine.end)


def both(scenarios):
    """The scenarios as one test case for each client."""
    return (
        type("WithBoto3", (scenarios, unittest.TestCase), {"client_class": Boto3}),
        type("WithCommandLine", (scenarios, unittest.TestCase),
             {"client_class": CommandLine, "setUpClass": classmethod(start_worker)}),
    )


def run_cases(*cases):
    Scenarios.program = sys.argv.pop(1)
    suite = unittest.TestSuite(
        unittest.defaultTestLoader.loadTestsFromTestCase(case) for case in cases)
    # botocore leaves its connections to the garbage collector.
    result = unittest.TextTestRunner(verbosity=2, warnings="ignore").run(suite)
    print_table()
    sys.exit(0 if result.wasSuccessful() else 1)


def main(scenarios):
    run_cases(*both(scenarios))
