"""boto3 as a runner of the scenario: a request a line in, an answer a line out.

in:  {"url", "region", "key": {..} | "instance", "service", "operation", "input"}
out: {"code": "ok", "result": {..}} | {"code": CODE, "message": TEXT} | {"code": "not sent"}
"""

import base64
import datetime
import json
import sys

import boto3
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import ClientError

# What is refused is refused once; what is wrong is the service's to say.
CONFIG = Config(retries={"total_max_attempts": 1}, parameter_validation=False)


def typed(value):
    """The input with times and bytes as boto3 takes them."""
    if isinstance(value, list):
        return [typed(item) for item in value]
    if not isinstance(value, dict):
        return value
    if "$time" in value:
        return datetime.datetime.fromisoformat(value["$time"].replace("Z", "+00:00"))
    if "$base64" in value:
        return base64.b64decode(value["$base64"])
    return {key: typed(item) for key, item in value.items()}


def plain(value):
    """What JSON cannot say otherwise."""
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value.isoformat()


class Runner:
    def __init__(self):
        self.clients = {}

    def client(self, request):
        name = json.dumps([request[part] for part in ("service", "url", "key")])
        if name not in self.clients:
            key = {} if request["key"] == "instance" else {
                "aws_access_key_id": request["key"]["AccessKeyId"],
                "aws_secret_access_key": request["key"]["SecretAccessKey"],
                "aws_session_token": request["key"].get("SessionToken"),
            }
            self.clients[name] = boto3.session.Session(
                region_name=request["region"], **key
            ).client(request["service"], endpoint_url=request["url"], config=CONFIG)
        return self.clients[name]

    def knows(self, request):
        """Debian's release is older than some operations and members."""
        model = self.client(request).meta.service_model
        if request["operation"] not in model.operation_names:
            return False
        shape = model.operation_model(request["operation"]).input_shape
        return set(request["input"]) <= set(shape.members if shape else ())

    def run(self, request):
        if not self.knows(request):
            return {"code": "not sent"}
        method = getattr(self.client(request), xform_name(request["operation"]))
        try:
            result = method(**typed(request["input"]))
        except ClientError as fault:
            error = fault.response["Error"]
            return {"code": error["Code"], "message": error.get("Message", "")}
        result.pop("ResponseMetadata", None)
        return {"code": "ok", "result": result}


if __name__ == "__main__":
    runner = Runner()
    for line in sys.stdin:
        print(json.dumps(runner.run(json.loads(line)), default=plain), flush=True)
