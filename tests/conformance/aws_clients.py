"""The real clients, Debian's awscli and boto3, behind one interface: an operation and its parameters in,
the answer as plain values out, or `Refused`. Which operation was called by which client is noted."""

import collections
import datetime
import json
import pathlib
import re
import subprocess
import sys

import boto3
import botocore.exceptions
from botocore import xform_name
from botocore.config import Config

REGION = "us-east-1"
ADMINISTRATOR = ("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", None)
USED = collections.defaultdict(set)  # (service, operation) -> clients


class Refused(Exception):
    """An error of the service, by its code."""

    def __init__(self, code, message):
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message


def plain(value):
    """An answer with times as text, as the command line prints them."""
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items() if k != "ResponseMetadata"}
    if isinstance(value, list):
        return [plain(v) for v in value]
    if isinstance(value, datetime.datetime):
        return value.isoformat()
    return value


class Boto3:
    name = "boto3"

    def __init__(self, url, folder, key=ADMINISTRATOR):
        self.url = url
        self.folder = folder
        self.key = key
        self.clients = {}

    def client(self, service):
        if service not in self.clients:
            key_id, secret, token = self.key
            self.clients[service] = boto3.client(
                service, region_name=REGION, endpoint_url=self.url, aws_access_key_id=key_id,
                aws_secret_access_key=secret, aws_session_token=token,
                config=Config(retries={"total_max_attempts": 1}),
            )
        return self.clients[service]

    def run(self, service, operation, parameters):
        try:
            return plain(getattr(self.client(service), xform_name(operation))(**parameters))
        except botocore.exceptions.ClientError as fault:
            raise Refused(fault.response["Error"]["Code"], fault.response["Error"]["Message"])


class CommandLine:
    name = "awscli"
    worker = None

    def __init__(self, url, folder, key=ADMINISTRATOR):
        self.url = url
        self.folder = folder
        self.key = key

    @classmethod
    def start(cls):
        cls.worker = subprocess.Popen(
            [sys.executable, pathlib.Path(__file__).with_name("awscli_worker.py")],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "AWS_MAX_ATTEMPTS": "1",
                 "AWS_DEFAULT_REGION": REGION, "AWS_PAGER": "", "AWS_EC2_METADATA_DISABLED": "true"},
        )

    @classmethod
    def end(cls):
        cls.worker.stdin.close()
        cls.worker.wait(timeout=10)
        cls.worker.stdout.close()

    def run(self, service, operation, parameters):
        key_id, secret, token = self.key
        environment = {"HOME": self.folder, "AWS_ACCESS_KEY_ID": key_id,
                       "AWS_SECRET_ACCESS_KEY": secret}
        if token:
            environment["AWS_SESSION_TOKEN"] = token
        arguments = ["--endpoint-url", self.url, "--output", "json", service,
                     xform_name(operation).replace("_", "-"),
                     "--cli-input-json", json.dumps(parameters)]
        call = {"environment": environment, "arguments": arguments}
        print(json.dumps(call), file=self.worker.stdin, flush=True)
        done = json.loads(self.worker.stdout.readline())
        if done["status"] == 0:
            return json.loads(done["output"] or "{}")
        fault = re.search(r"\((\w+)\)(?: when calling [^:]+: )?(.*)", done["errors"], re.DOTALL)
        assert fault, done["errors"]
        raise Refused(fault.group(1), fault.group(2).strip())


def print_table():
    clients = ("awscli", "boto3", "JSON 1.0")
    print(f"{'operation':45}" + "".join(f"{name:>10}" for name in clients))
    for (service, operation), used in sorted(USED.items()):
        marks = "".join(f"{'yes' if name in used else '-':>10}" for name in clients)
        print(f"{service + ' ' + operation:45}{marks}")
