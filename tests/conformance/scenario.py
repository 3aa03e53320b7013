"""A scenario: a list of steps, written once for all clients.

step:    {"service", "operation", "input", "expect": "ok" | CODE, "as": KEY, "save": {NAME: PATH},
          "ours": CODE}  "ours": what our client says that refuses on purpose
control: {"control": PATH, "body": {..}}  of the simulator's control port

Anywhere in an input "${NAME}" is what an earlier step saved, {"$json": VALUE} a document as text,
{"$repeat": TEXT, "times": N} a long text and {"$minutes": N} a time from now. KEY is one of the keys
below or a saved one.
"""

import base64
import datetime
import json
import re
import subprocess
import time
import urllib.request

from normal_form import NormalForm

REGION = "us-east-1"
KEYS = {
    "administrator": {"AccessKeyId": "AKIDEXAMPLE",
                      "SecretAccessKey": "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"},
    "unknown key": {"AccessKeyId": "AKIDUNKNOWN", "SecretAccessKey": "x" * 40},
    "wrong secret": {"AccessKeyId": "AKIDEXAMPLE", "SecretAccessKey": "x" * 40},
    "wrong token": {"AccessKeyId": "AKIDEXAMPLE", "SessionToken": "none",
                    "SecretAccessKey": "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"},
    "instance": "instance",
}


def read_scenario(file):
    return json.loads(file.read_text())


def web_identity(**claims):
    def part(value):
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()
    return f"{part({'alg': 'RS256'})}.{part(claims)}.c2lnbmF0dXJl"


def tokens_of_a_provider():
    claims = {"iss": "https://token.example.com", "sub": "bot", "aud": "sts.amazonaws.com",
              "exp": int(time.time()) + 600}
    return {"web token": web_identity(**claims),
            "expired web token": web_identity(**{**claims, "exp": 1})}


class Play:
    """One run of a scenario against a simulator of its own."""

    def __init__(self, simulator, scenario):
        self.scenario = scenario
        self.process = subprocess.Popen(
            [simulator, "--control-port", "0", "--metadata-port", "0",
             *scenario.get("simulator", [])],
            stdout=subprocess.PIPE, text=True,
        )
        ready = json.loads(self.process.stdout.readline())
        self.url, self.control = ready["url"], ready["control"]
        self.metadata = ready["metadata"] + "/"  # Debian's awscli appends to it as it is
        self.saved = tokens_of_a_provider()
        self.form = NormalForm()

    def __enter__(self):
        return self

    def __exit__(self, *fault):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def run(self, client):
        outcomes = []
        for step in self.scenario["steps"]:
            if "control" in step:
                self.steer(step)
            elif "metadata" in step:
                self.save(self.instance_key(), step["save"])
            else:
                outcomes.append(self.take(step, client, len(outcomes)))
        return outcomes

    def take(self, step, client, number):
        outcome = client.run({
            "url": self.url, "region": REGION, "key": self.key(step.get("as", "administrator")),
            "service": step["service"], "operation": step["operation"],
            "input": self.filled(step.get("input", {})),
        })
        if outcome["code"] == "ok":
            self.save(outcome["result"], step.get("save", {}))
        return self.form.normalise(outcome, str(number))

    def key(self, name):
        return KEYS[name] if name in KEYS else self.saved.get(name, KEYS["unknown key"])

    def reference(self, found):
        return self.saved.get(found.group(1), "never saved")  # a fault, as the answer will show

    def save(self, result, wanted):
        for name, path in wanted.items():
            value = result
            for part in path.split("."):
                value = value.get(part, {})
            if value:
                self.saved[name] = value

    def filled(self, value):
        """The input with all that stands for something else replaced by it."""
        if isinstance(value, list):
            return [self.filled(item) for item in value]
        if isinstance(value, str):
            return re.sub(r"\$\{([^}]+)\}", self.reference, value)
        if not isinstance(value, dict):
            return value
        if "$json" in value:
            return json.dumps(self.filled(value["$json"]), separators=(",", ":"))
        if "$repeat" in value:
            return value["$repeat"] * value["times"]
        if "$minutes" in value:
            now = datetime.datetime.now(datetime.timezone.utc).replace(second=0, microsecond=0)
            moved = now + datetime.timedelta(minutes=value["$minutes"])
            if value.get("as") == "milliseconds":
                return int(moved.timestamp() * 1000)
            return {"$time": moved.strftime("%Y-%m-%dT%H:%M:%SZ")}
        return {key: self.filled(item) for key, item in value.items()}

    def steer(self, step):
        body = json.dumps(step.get("body", {})).encode()
        request = urllib.request.Request(self.control + step["control"], body, method="POST")
        with urllib.request.urlopen(request, timeout=10) as answer:
            answer.read()

    def instance_key(self):
        """The key of the instance as its metadata gives it now, in the words of STS."""
        def ask(method, path, **headers):
            request = urllib.request.Request(
                f"{self.metadata}latest/{path}", method=method,
                headers={f"X-aws-ec2-metadata-{key}": value for key, value in headers.items()})
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.read().decode()
        token = ask("PUT", "api/token", **{"token-ttl-seconds": "60"})
        roles = "meta-data/iam/security-credentials/"
        key = json.loads(ask("GET", roles + ask("GET", roles, token=token), token=token))
        return {"key": {"AccessKeyId": key["AccessKeyId"], "SessionToken": key["Token"],
                        "SecretAccessKey": key["SecretAccessKey"]}}
