"""Drives aws-simulator with Debian's boto3: Secrets Manager's operations, instance metadata, faults
and the control port as another client sees them.

usage: boto3_simulator_test.py PATH_OF_AWS_SIMULATOR
"""

import json
import os
import subprocess
import sys
import unittest
import urllib.error
import urllib.request

import boto3
import botocore.config
import botocore.exceptions

KEY = {"aws_access_key_id": "AKIDEXAMPLE",
       "aws_secret_access_key": "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"}
NAME = "ai-trading-bot/staging"
PUBLIC = json.dumps({"Version": "2012-10-17", "Statement": [
    {"Effect": "Allow", "Principal": "*", "Action": "secretsmanager:*", "Resource": "*"}]})
TTL = "X-aws-ec2-metadata-token-ttl-seconds"
TOKEN = "X-aws-ec2-metadata-token"


def http(method, url, body=None, headers=None, timeout=10):
    """(status, text) of a plain request."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data=data, method=method, headers=headers or {})
    try:
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refusal:
        with refusal:
            return refusal.code, refusal.read().decode()


class Boto3(unittest.TestCase):
    program = ""

    def setUp(self):
        process = subprocess.Popen(
            [self.program, "--control-port", "0", "--metadata-port", "0", "--metadata-role", "bot"],
            stdout=subprocess.PIPE, text=True)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.wait, timeout=10)
        self.addCleanup(process.terminate)
        self.ports = json.loads(process.stdout.readline())
        config = botocore.config.Config(retries={"total_max_attempts": 1})
        self.secrets = boto3.client("secretsmanager", region_name="us-east-1", config=config,
                                    endpoint_url=self.ports["url"], **KEY)
        self.addCleanup(self.secrets.close)

    def code(self, operation, **arguments):
        """The code of the refusal that the call must meet."""
        with self.assertRaises(botocore.exceptions.ClientError) as refused:
            operation(**arguments)
        return refused.exception.response["Error"]["Code"]

    def control(self, method, path, body=None):
        status, text = http(method, self.ports["control"] + path, body)
        self.assertEqual(status, 200, text)
        return json.loads(text)

    def test_every_operation_answers_as_boto3_expects(self):
        s = self.secrets
        first = s.create_secret(Name=NAME, SecretString="one", Description="keys",
                                Tags=[{"Key": "env", "Value": "staging"}])
        second = s.put_secret_value(SecretId=NAME, SecretString="two", VersionStages=["AWSPENDING"])
        self.assertEqual(self.code(s.rotate_secret, SecretId=NAME), "InvalidRequestException")
        s.update_secret_version_stage(SecretId=NAME, VersionStage="AWSCURRENT",
                                      RemoveFromVersionId=first["VersionId"],
                                      MoveToVersionId=second["VersionId"])
        self.assertEqual(s.get_secret_value(SecretId=first["ARN"][:-7])["SecretString"], "two")
        self.assertEqual(
            s.get_secret_value(SecretId=NAME, VersionStage="AWSPREVIOUS")["SecretString"], "one")
        self.assertEqual(self.code(s.update_secret, SecretId=NAME, SecretString="two",
                                   ClientRequestToken=second["VersionId"]),
                         "ResourceExistsException")
        s.update_secret(SecretId=NAME, Description="new", SecretBinary=b"\x00\xff")
        self.assertEqual(s.get_secret_value(SecretId=NAME)["SecretBinary"], b"\x00\xff")
        s.tag_resource(SecretId=NAME, Tags=[{"Key": "x", "Value": "y"}])
        s.untag_resource(SecretId=NAME, TagKeys=["env"])
        described = s.describe_secret(SecretId=NAME)
        self.assertEqual(described["Tags"], [{"Key": "x", "Value": "y"}])
        self.assertEqual(described["Description"], "new")
        versions = s.list_secret_version_ids(SecretId=NAME, IncludeDeprecated=True)["Versions"]
        self.assertEqual(len(versions), 3)
        listed = s.list_secrets(Filters=[{"Key": "tag-key", "Values": ["x"]}])["SecretList"]
        self.assertEqual([secret["Name"] for secret in listed], [NAME])

    def test_policies_and_deletion(self):
        s = self.secrets
        s.create_secret(Name=NAME)
        self.assertEqual(self.code(s.get_secret_value, SecretId=NAME), "ResourceNotFoundException")
        self.assertEqual(self.code(s.put_resource_policy, SecretId=NAME, ResourcePolicy=PUBLIC,
                                   BlockPublicPolicy=True), "PublicPolicyException")
        self.assertFalse(s.validate_resource_policy(ResourcePolicy=PUBLIC)["PolicyValidationPassed"])
        s.put_resource_policy(SecretId=NAME, ResourcePolicy=PUBLIC)
        self.assertEqual(s.get_resource_policy(SecretId=NAME)["ResourcePolicy"], PUBLIC)
        s.delete_resource_policy(SecretId=NAME)
        self.assertEqual(self.code(s.cancel_rotate_secret, SecretId=NAME), "InvalidRequestException")
        self.assertEqual(len(s.get_random_password(PasswordLength=20)["RandomPassword"]), 20)
        s.delete_secret(SecretId=NAME, RecoveryWindowInDays=7)
        self.assertEqual(self.code(s.put_secret_value, SecretId=NAME, SecretString="x"),
                         "InvalidRequestException")
        s.restore_secret(SecretId=NAME)

    def test_a_session_reads_with_keys_of_the_instance_until_they_end(self):
        self.secrets.create_secret(Name=NAME, SecretString="one")
        self.control("POST", "/metadata", {"credentials_seconds": 900})
        base = self.ports["metadata"] + "/latest/"
        self.assertEqual(http("GET", base + "meta-data/instance-id")[0], 401)
        token = http("PUT", base + "api/token", headers={TTL: "60"})[1]
        role = base + "meta-data/iam/security-credentials/"
        self.assertEqual(http("GET", role, headers={TOKEN: token}), (200, "bot"))
        keys = json.loads(http("GET", role + "bot", headers={TOKEN: token})[1])
        client = boto3.client("secretsmanager", region_name="us-east-1",
                              endpoint_url=self.ports["url"],
                              aws_access_key_id=keys["AccessKeyId"],
                              aws_secret_access_key=keys["SecretAccessKey"],
                              aws_session_token=keys["Token"])
        self.addCleanup(client.close)
        self.assertNotIn(self.refusal(client), ("UnrecognizedClientException",
                                                "ExpiredTokenException"))
        self.control("POST", "/metadata", {"credentials_seconds": 1})
        self.control("POST", "/clock", {"offset_seconds": 100})
        self.assertEqual(self.refusal(client), "ExpiredTokenException")

    def refusal(self, client):
        """The code of a refused read, or nothing: what the role may do is not asked here."""
        try:
            client.get_secret_value(SecretId=NAME)
        except botocore.exceptions.ClientError as refused:
            return refused.response["Error"]["Code"]
        return None

    def test_a_token_beyond_the_hop_limit_never_arrives(self):
        self.control("POST", "/metadata", {"hops": 2})
        with self.assertRaises(TimeoutError):
            http("PUT", self.ports["metadata"] + "/latest/api/token", headers={TTL: "60"},
                 timeout=0.2)

    def test_faults_come_and_go_by_the_control_port(self):
        self.control("POST", "/faults", {"operation": "ListSecrets", "error": "ThrottlingException"})
        self.control("POST", "/faults", {"operation": "GetRandomPassword", "cut": True})
        self.assertEqual(self.code(self.secrets.list_secrets), "ThrottlingException")
        try:  # by version of urllib3: an exception, or what boto3 makes of half a body
            self.assertNotIn("RandomPassword", self.secrets.get_random_password())
        except botocore.exceptions.HTTPClientError:
            pass
        self.secrets.list_secrets()
        log = self.control("GET", "/requests")
        self.assertEqual([(call["operation"], call["code"], call["delivery"]) for call in log],
                         [("ListSecrets", "ThrottlingException", "whole"),
                          ("GetRandomPassword", "", "cut"), ("ListSecrets", "", "whole")])


if __name__ == "__main__":
    Boto3.program = sys.argv.pop(1)
    os.environ["AWS_EC2_METADATA_DISABLED"] = "true"
    os.environ["AWS_DEFAULT_REGION"] = "us-east-1"
    for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN"):
        os.environ.pop(name, None)
    unittest.main()
