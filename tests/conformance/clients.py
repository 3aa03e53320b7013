"""The four clients of the conformance test behind one interface: a request in, its outcome out.

request: {"url", "region", "key": {..} | "instance", "service", "operation", "input"}
outcome: {"code": "ok", "result": {..}} | {"code": CODE, "message": TEXT} | {"code": "not sent"}

"not sent": the client has no call for it, or refuses it itself.
In an input, {"$time": ISO 8601} is a time and {"$base64": TEXT} are bytes. "instance": the client's
own providers find the key, which is that of the instance.
"""

import json
import pathlib
import re
import shutil
import subprocess
import threading

HERE = pathlib.Path(__file__).parent
PYTHON = "/usr/bin/python3"  # Debian's: it sees Debian's packages
NODE = shutil.which("node")  # whichever the machine has
FAULT = re.compile(
    r"An error occurred \(([^)]+)\) when calling the \w+ operation"
    r"(?: \(reached max retries: \d+\))?: (.*)", re.DOTALL)
# What the command line has no word for, or refuses itself.
NOT_SENT = re.compile("Invalid choice|Unknown parameter in input|Parameter validation failed")


class Runner:
    """A program that reads requests and writes outcomes, a line each."""

    def __init__(self, command, folder, metadata):
        self.metadata = metadata
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={"PATH": "/usr/bin:/bin", "HOME": str(folder), "LC_ALL": "C.UTF-8", "TZ": "UTC",
                 "AWS_EC2_METADATA_SERVICE_ENDPOINT": metadata},
        )

    def exchange(self, line):
        watchdog = threading.Timer(60, self.process.kill)  # a hang is a failure, not a wait
        watchdog.start()
        try:
            self.process.stdin.write(json.dumps(line) + "\n")
            self.process.stdin.flush()
            answer = self.process.stdout.readline()
        finally:
            watchdog.cancel()
        assert answer, f"{self.process.args} gave no answer to {line}"
        return json.loads(answer)

    def run(self, request):
        return self.exchange({**request, "metadata": self.metadata})

    def end(self):
        self.process.stdin.close()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()


class CommandLine(Runner):
    """Debian's awscli: arguments in; text, errors and an exit code out."""

    def __init__(self, folder, metadata):
        super().__init__([PYTHON, HERE / "awscli_worker.py"], folder, metadata)

    @staticmethod
    def untyped(value):
        """The input as --cli-input-json takes it: times and bytes are texts."""
        if isinstance(value, list):
            return [CommandLine.untyped(item) for item in value]
        if not isinstance(value, dict):
            return value
        for mark in ("$time", "$base64"):
            if mark in value:
                return value[mark]
        return {key: CommandLine.untyped(item) for key, item in value.items()}

    def run(self, request):
        environment = {"AWS_DEFAULT_REGION": request["region"], "AWS_PAGER": "",
                       "AWS_MAX_ATTEMPTS": "1"}
        key = request["key"]
        if key != "instance":
            environment.update(AWS_ACCESS_KEY_ID=key["AccessKeyId"],
                               AWS_SECRET_ACCESS_KEY=key["SecretAccessKey"])
            if key.get("SessionToken"):
                environment["AWS_SESSION_TOKEN"] = key["SessionToken"]
        verb = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", request["operation"]).lower()
        text = json.dumps(self.untyped(request["input"]))
        done = self.exchange({"environment": environment, "arguments": [
            "--endpoint-url", request["url"], "--output", "json", "--no-paginate",
            request["service"], verb, "--cli-input-json", text]})
        if done["status"] == 0:
            return {"code": "ok", "result": json.loads(done["output"] or "{}")}
        if NOT_SENT.search(done["errors"]):
            return {"code": "not sent"}
        fault = FAULT.search(done["errors"])
        if fault is None:
            return {"code": "no service error", "message": done["errors"]}
        return {"code": fault.group(1), "message": fault.group(2).rstrip("\n")}


class WithStandIn:
    """Our client; what it has no call for is done by boto3, so that the next steps find it done."""

    def __init__(self, program, folder, metadata):
        self.ours = Runner([program], folder, metadata)
        self.stand_in = make_boto3(folder, metadata)

    def run(self, request):
        outcome = self.ours.run(request)
        if outcome["code"] != "not sent":
            return {**outcome, "ours": True}
        return {**self.stand_in.run(request), "ours": False}

    def end(self):
        self.ours.end()
        self.stand_in.end()


def make_boto3(folder, metadata):
    return Runner([PYTHON, HERE / "runners" / "boto3_runner.py"], folder, metadata)


def make_sdk(folder, metadata):
    return Runner([NODE, HERE / "runners" / "sdk_runner.mjs"], folder, metadata)
