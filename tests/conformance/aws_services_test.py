"""Drives STS, IAM, CloudWatch, CloudWatch Logs and CloudTrail of aws-simulator with the real clients:
Debian's AWS command line and boto3. Each scenario runs once with each; a table of operation and
client is printed at the end.

usage: aws_services_test.py PATH_OF_AWS_SIMULATOR
"""

import base64
import collections
import contextlib
import datetime
import io
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import unittest
import unittest.mock
import urllib.error
import urllib.request

import awscli.clidriver
import boto3
import botocore.exceptions
from botocore import xform_name
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials

REGION = "us-east-1"
ACCOUNT = "123456789012"
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
    """Debian's `aws`, run inside this process: a new Python for each of the calls takes minutes."""

    name = "awscli"

    def __init__(self, url, folder, key=ADMINISTRATOR):
        self.url = url
        self.folder = folder
        self.key = key

    def environment(self):
        key_id, secret, token = self.key
        variables = {
            "PATH": "/usr/bin:/bin", "HOME": self.folder, "AWS_ACCESS_KEY_ID": key_id,
            "AWS_SECRET_ACCESS_KEY": secret, "AWS_DEFAULT_REGION": REGION, "AWS_PAGER": "",
            "AWS_EC2_METADATA_DISABLED": "true", "AWS_MAX_ATTEMPTS": "1", "LC_ALL": "C.UTF-8",
        }
        return {**variables, **({"AWS_SESSION_TOKEN": token} if token else {})}

    def run(self, service, operation, parameters):
        output, errors = io.StringIO(), io.StringIO()
        with unittest.mock.patch.dict(os.environ, self.environment(), clear=True), \
                contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
            status = awscli.clidriver.create_clidriver().main(
                ["--endpoint-url", self.url, "--output", "json", service,
                 xform_name(operation).replace("_", "-"),
                 "--cli-input-json", json.dumps(parameters)])
        if status == 0:
            return json.loads(output.getvalue() or "{}")
        fault = re.search(r"\((\w+)\)(?: when calling [^:]+: )?(.*)", errors.getvalue(), re.DOTALL)
        assert fault, errors.getvalue()
        raise Refused(fault.group(1), fault.group(2).strip())


def policy(action, resource="*", effect="Allow", **more):
    return json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": effect, "Action": action, "Resource": resource, **more}]})


def trust(principal, action="sts:AssumeRole", **more):
    return json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": principal, "Action": action, **more}]})


def jwt(**claims):
    def part(value):
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()
    return f"{part({'alg': 'RS256'})}.{part(claims)}.c2lnbmF0dXJl"


class Scenarios:
    """Run by both clients; see the classes at the end."""

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

    # IAM ------------------------------------------------------------------------------------

    def test_manages_policies_and_their_versions(self):
        text = policy("secretsmanager:GetSecretValue")
        made = self.call("iam", "CreatePolicy", PolicyName="p", PolicyDocument=text,
                         Description="d")["Policy"]
        arn = made["Arn"]
        self.assertEqual(arn, f"arn:aws:iam::{ACCOUNT}:policy/p")
        self.assertEqual((made["DefaultVersionId"], made["AttachmentCount"]), ("v1", 0))
        self.refuse("EntityAlreadyExists", "iam", "CreatePolicy", PolicyName="p",
                    PolicyDocument=text)
        self.refuse("MalformedPolicyDocument", "iam", "CreatePolicy", PolicyName="q",
                    PolicyDocument='{"Version":"2012-10-17","Statement":[{"Effect":"Maybe"}]}')
        self.refuse("NoSuchEntity", "iam", "GetPolicy", PolicyArn=arn + "x")
        for _ in range(4):
            version = self.call("iam", "CreatePolicyVersion", PolicyArn=arn, PolicyDocument=text,
                                SetAsDefault=True)["PolicyVersion"]
        self.assertEqual(version["VersionId"], "v5")
        self.refuse("LimitExceeded", "iam", "CreatePolicyVersion", PolicyArn=arn,
                    PolicyDocument=text)
        self.refuse("DeleteConflict", "iam", "DeletePolicyVersion", PolicyArn=arn, VersionId="v5")
        self.call("iam", "SetDefaultPolicyVersion", PolicyArn=arn, VersionId="v1")
        for number in range(2, 6):
            self.call("iam", "DeletePolicyVersion", PolicyArn=arn, VersionId=f"v{number}")
        versions = self.call("iam", "ListPolicyVersions", PolicyArn=arn)["Versions"]
        self.assertEqual([v["VersionId"] for v in versions], ["v1"])
        document = self.call("iam", "GetPolicyVersion", PolicyArn=arn,
                             VersionId="v1")["PolicyVersion"]["Document"]
        self.assertEqual(document, json.loads(text))  # both clients decode the URL encoding
        listed = self.call("iam", "ListPolicies", Scope="Local")["Policies"]
        self.assertEqual([p["Arn"] for p in listed], [arn])
        self.assertEqual(self.call("iam", "GetPolicy", PolicyArn=arn)["Policy"]["Description"], "d")
        self.call("iam", "DeletePolicy", PolicyArn=arn)
        self.refuse("NoSuchEntity", "iam", "DeletePolicy", PolicyArn=arn)

    def test_manages_roles_and_profiles(self):
        ec2 = trust({"Service": "ec2.amazonaws.com"})
        role = self.call("iam", "CreateRole", RoleName="bot", AssumeRolePolicyDocument=ec2,
                         Path="/apps/", MaxSessionDuration=7200)["Role"]
        self.assertEqual(role["Arn"], f"arn:aws:iam::{ACCOUNT}:role/apps/bot")
        self.assertEqual(role["AssumeRolePolicyDocument"], json.loads(ec2))
        self.refuse("EntityAlreadyExists", "iam", "CreateRole", RoleName="BOT",
                    AssumeRolePolicyDocument=ec2)
        self.refuse("MalformedPolicyDocument", "iam", "UpdateAssumeRolePolicy", RoleName="bot",
                    PolicyDocument=policy("s3:GetObject"))
        self.call("iam", "UpdateAssumeRolePolicy", RoleName="bot", PolicyDocument=ec2)
        read = policy("secretsmanager:GetSecretValue")
        arn = self.call("iam", "CreatePolicy", PolicyName="p", PolicyDocument=read)["Policy"]["Arn"]
        for _ in range(2):
            self.call("iam", "AttachRolePolicy", RoleName="bot", PolicyArn=arn)
        attached = self.call("iam", "ListAttachedRolePolicies", RoleName="bot")
        self.assertEqual(attached["AttachedPolicies"], [{"PolicyName": "p", "PolicyArn": arn}])
        self.refuse("DeleteConflict", "iam", "DeletePolicy", PolicyArn=arn)
        self.call("iam", "PutRolePolicy", RoleName="bot", PolicyName="i", PolicyDocument=read)
        self.assertEqual(self.call("iam", "ListRolePolicies", RoleName="bot")["PolicyNames"], ["i"])
        inline = self.call("iam", "GetRolePolicy", RoleName="bot", PolicyName="i")
        self.assertEqual(inline["PolicyDocument"], json.loads(read))

        self.call("iam", "CreateInstanceProfile", InstanceProfileName="bot-profile")
        self.call("iam", "AddRoleToInstanceProfile", InstanceProfileName="bot-profile",
                  RoleName="bot")
        self.refuse("LimitExceeded", "iam", "AddRoleToInstanceProfile",
                    InstanceProfileName="bot-profile", RoleName="bot")
        profile = self.call("iam", "GetInstanceProfile", InstanceProfileName="bot-profile")
        self.assertEqual(profile["InstanceProfile"]["Roles"][0]["Arn"], role["Arn"])
        for operation, parameters in (("ListInstanceProfilesForRole", {"RoleName": "bot"}),
                                      ("ListInstanceProfiles", {})):
            names = [p["InstanceProfileName"] for p in
                     self.call("iam", operation, **parameters)["InstanceProfiles"]]
            self.assertEqual(names, ["bot-profile"])
        self.refuse("DeleteConflict", "iam", "DeleteRole", RoleName="bot")
        self.call("iam", "DetachRolePolicy", RoleName="bot", PolicyArn=arn)
        self.call("iam", "DeleteRolePolicy", RoleName="bot", PolicyName="i")
        self.call("iam", "RemoveRoleFromInstanceProfile", InstanceProfileName="bot-profile",
                  RoleName="bot")
        self.call("iam", "DeleteInstanceProfile", InstanceProfileName="bot-profile")
        self.assertEqual(len(self.call("iam", "ListRoles")["Roles"]), 1)
        self.call("iam", "DeleteRole", RoleName="bot")
        self.refuse("NoSuchEntity", "iam", "GetRole", RoleName="bot")

    def test_simulates_policies(self):
        secret = f"arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:ai-trading-bot/staging"
        text = policy("secretsmanager:GetSecretValue", secret + "-??????", Condition={
            "StringEquals": {"secretsmanager:VersionStage": "AWSCURRENT"}})
        question = {"ActionNames": ["secretsmanager:GetSecretValue"],
                    "ResourceArns": [secret + "-AbCdEf", secret + "-old-AbCdEf"]}
        stage = [{"ContextKeyName": "secretsmanager:VersionStage",
                  "ContextKeyValues": ["AWSCURRENT"], "ContextKeyType": "string"}]
        without = self.call("iam", "SimulateCustomPolicy", PolicyInputList=[text], **question)
        first = without["EvaluationResults"][0]
        self.assertEqual(first["EvalDecision"], "implicitDeny")
        self.assertEqual(first["MissingContextValues"], ["secretsmanager:VersionStage"])
        self.call("iam", "CreateRole", RoleName="bot",
                  AssumeRolePolicyDocument=trust({"Service": "ec2.amazonaws.com"}))
        self.call("iam", "PutRolePolicy", RoleName="bot", PolicyName="i", PolicyDocument=text)
        of_role = self.call("iam", "SimulatePrincipalPolicy", ContextEntries=stage,
                            PolicySourceArn=f"arn:aws:iam::{ACCOUNT}:role/bot", **question)
        self.assertEqual([r["EvalDecision"] for r in of_role["EvaluationResults"]],
                         ["allowed", "implicitDeny"])
        self.refuse("NoSuchEntity", "iam", "SimulatePrincipalPolicy",
                    PolicySourceArn=f"arn:aws:iam::{ACCOUNT}:role/none", **question)

    def test_enforces_the_policies_of_a_user(self):
        self.call("secretsmanager", "CreateSecret", Name="s", SecretString="{}")
        user = self.new_user("reader")
        message = self.refuse("AccessDeniedException", "secretsmanager", "GetSecretValue", user,
                              SecretId="s")
        self.assertIn("no identity-based policy allows the secretsmanager:GetSecretValue action",
                      message)
        self.refuse("AccessDenied", "iam", "ListRoles", user)
        self.call("iam", "PutUserPolicy", UserName="reader", PolicyName="i",
                  PolicyDocument=policy("secretsmanager:Get*"))
        self.call("secretsmanager", "GetSecretValue", user, SecretId="s")
        arn = self.call("iam", "CreatePolicy", PolicyName="stop", PolicyDocument=policy(
            "secretsmanager:*", effect="Deny"))["Policy"]["Arn"]
        self.call("iam", "AttachUserPolicy", UserName="reader", PolicyArn=arn)
        message = self.refuse("AccessDeniedException", "secretsmanager", "GetSecretValue", user,
                              SecretId="s")
        self.assertIn("explicit deny", message)

    # STS ------------------------------------------------------------------------------------

    def test_says_who_calls_and_gives_temporary_keys(self):
        me = self.call("sts", "GetCallerIdentity")
        self.assertEqual(me["Account"], ACCOUNT)
        user = self.new_user("operator")
        session = self.as_key(self.call("sts", "GetSessionToken", user)["Credentials"])
        self.assertEqual(self.call("sts", "GetCallerIdentity", session)["Arn"],
                         f"arn:aws:iam::{ACCOUNT}:user/operator")
        self.refuse("AccessDenied", "sts", "GetSessionToken", session)

        role = self.call("iam", "CreateRole", RoleName="bot", AssumeRolePolicyDocument=trust(
            {"AWS": f"arn:aws:iam::{ACCOUNT}:root"},
            Condition={"StringEquals": {"sts:ExternalId": "x-1"}}))["Role"]["Arn"]
        wanted = {"RoleArn": role, "RoleSessionName": "tests", "DurationSeconds": 900}
        self.refuse("AccessDenied", "sts", "AssumeRole", user, ExternalId="x-1", **wanted)
        self.call("iam", "PutUserPolicy", UserName="operator", PolicyName="i",
                  PolicyDocument=policy("sts:AssumeRole", role))
        self.refuse("AccessDenied", "sts", "AssumeRole", user, ExternalId="x-2", **wanted)
        answer = self.call("sts", "AssumeRole", user, ExternalId="x-1", **wanted)
        session = self.as_key(answer["Credentials"])
        self.assertEqual(self.call("sts", "GetCallerIdentity", session)["Arn"],
                         f"arn:aws:sts::{ACCOUNT}:assumed-role/bot/tests")
        self.refuse("ValidationError", "sts", "AssumeRole", user, ExternalId="x-1",
                    **{**wanted, "DurationSeconds": 7200})

    def test_takes_web_identity_tokens(self):
        provider = "token.example.com"
        self.call("iam", "CreateRole", RoleName="web", AssumeRolePolicyDocument=trust(
            {"Federated": f"arn:aws:iam::{ACCOUNT}:oidc-provider/{provider}"},
            "sts:AssumeRoleWithWebIdentity",
            Condition={"StringEquals": {f"{provider}:aud": "sts.amazonaws.com"}}))
        wanted = {"RoleArn": f"arn:aws:iam::{ACCOUNT}:role/web", "RoleSessionName": "pod"}
        claims = {"iss": f"https://{provider}", "sub": "bot", "aud": "sts.amazonaws.com",
                  "exp": int(time.time()) + 600}
        operation = "AssumeRoleWithWebIdentity"
        answer = self.call("sts", operation, WebIdentityToken=jwt(**claims), **wanted)
        self.assertEqual(answer["SubjectFromWebIdentityToken"], "bot")
        self.call("sts", "GetCallerIdentity", self.as_key(answer["Credentials"]))
        self.refuse("AccessDenied", "sts", operation,
                    WebIdentityToken=jwt(**{**claims, "aud": "other"}), **wanted)
        self.refuse("ExpiredTokenException", "sts", operation,
                    WebIdentityToken=jwt(**{**claims, "exp": 1}), **wanted)
        self.refuse("InvalidIdentityToken", "sts", operation, WebIdentityToken="not-a-token",
                    **wanted)

    # CloudWatch -----------------------------------------------------------------------------

    ALARM = {"AlarmName": "denied", "Namespace": "bot", "MetricName": "Denied", "Statistic": "Sum",
             "Period": 300, "EvaluationPeriods": 1, "Threshold": 0,
             "ComparisonOperator": "GreaterThanThreshold", "TreatMissingData": "notBreaching",
             "AlarmActions": [f"arn:aws:sns:{REGION}:{ACCOUNT}:pager"]}

    def state_of(self, name):
        alarms = self.call("cloudwatch", "DescribeAlarms", AlarmNames=[name])["MetricAlarms"]
        return alarms[0]["StateValue"]

    def test_keeps_metrics(self):
        dimensions = [{"Name": "Environment", "Value": "staging"}]
        self.call("cloudwatch", "PutMetricData", Namespace="bot", MetricData=[
            {"MetricName": "Age", "Dimensions": dimensions, "Value": 3.5, "Unit": "Seconds"},
            {"MetricName": "Age", "Dimensions": dimensions, "Values": [1.5, 2], "Counts": [2, 1],
             "Unit": "Seconds"}])
        self.refuse("InvalidParameterValue", "cloudwatch", "PutMetricData", Namespace="AWS/EC2",
                    MetricData=[{"MetricName": "x", "Value": 1}])
        listed = self.call("cloudwatch", "ListMetrics", Namespace="bot")["Metrics"]
        self.assertEqual(listed, [{"Namespace": "bot", "MetricName": "Age",
                                   "Dimensions": dimensions}])
        now = datetime.datetime.now(datetime.timezone.utc)
        span = {"StartTime": (now - datetime.timedelta(hours=1)).isoformat(),
                "EndTime": (now + datetime.timedelta(hours=1)).isoformat()}
        points = self.call("cloudwatch", "GetMetricStatistics", Namespace="bot", MetricName="Age",
                           Dimensions=dimensions, Period=86400, Unit="Seconds",
                           Statistics=["Sum", "Average", "Minimum", "Maximum", "SampleCount"],
                           **span)["Datapoints"]
        self.assertEqual(sum(p["Sum"] for p in points), 8.5)
        self.assertEqual(sum(p["SampleCount"] for p in points), 4)
        data = self.call("cloudwatch", "GetMetricData", MetricDataQueries=[{
            "Id": "q", "MetricStat": {"Period": 86400, "Stat": "Maximum", "Metric": {
                "Namespace": "bot", "MetricName": "Age", "Dimensions": dimensions}}}], **span)
        self.assertEqual(max(data["MetricDataResults"][0]["Values"]), 3.5)

    def test_alarms_fire_and_calm_down(self):
        self.call("cloudwatch", "PutMetricAlarm", **self.ALARM)
        self.assertEqual(self.state_of("denied"), "INSUFFICIENT_DATA")
        self.tick()
        self.assertEqual(self.state_of("denied"), "OK")
        self.call("cloudwatch", "PutMetricData", Namespace="bot",
                  MetricData=[{"MetricName": "Denied", "Value": 1}])
        self.tick()
        self.assertEqual(self.state_of("denied"), "ALARM")
        sent = self.control("GET", "/state")["services"]["monitoring"]["notifications"]
        self.assertEqual([(s["target"], s["to"]) for s in sent],
                         [(self.ALARM["AlarmActions"][0], "ALARM")])
        self.call("cloudwatch", "PutMetricAlarm", **{**self.ALARM, "Threshold": 5})
        alarm = self.call("cloudwatch", "DescribeAlarms")["MetricAlarms"][0]
        self.assertEqual((alarm["StateValue"], alarm["Threshold"]), ("ALARM", 5))
        self.call("cloudwatch", "SetAlarmState", AlarmName="denied", StateValue="OK",
                  StateReason="test")
        history = self.call("cloudwatch", "DescribeAlarmHistory", AlarmName="denied",
                            HistoryItemType="StateUpdate")["AlarmHistoryItems"]
        self.assertEqual(history[0]["HistorySummary"], "Alarm updated from ALARM to OK")
        self.refuse("ValidationError", "cloudwatch", "PutMetricAlarm",
                    **{**self.ALARM, "TreatMissingData": "panic"})
        self.refuse("ResourceNotFound", "cloudwatch", "SetAlarmState", AlarmName="none",
                    StateValue="OK", StateReason="test")
        self.call("cloudwatch", "DeleteAlarms", AlarmNames=["denied"])
        self.refuse("ResourceNotFound", "cloudwatch", "DeleteAlarms", AlarmNames=["denied"])

    # CloudWatch Logs ------------------------------------------------------------------------

    DENIED = ('{ ($.eventSource = "secretsmanager.amazonaws.com") && '
              '($.eventName = "*SecretValue*") && ($.errorCode = "*AccessDenied*") }')

    def put_filter(self, **changes):
        self.call("logs", "PutMetricFilter", **{
            "logGroupName": "trail", "filterName": "denied", "filterPattern": self.DENIED,
            "metricTransformations": [{"metricName": "Denied", "metricNamespace": "bot",
                                       "metricValue": "1", "defaultValue": 0}], **changes})

    def test_keeps_and_filters_lines(self):
        self.call("logs", "CreateLogGroup", logGroupName="trail")
        self.refuse("ResourceAlreadyExistsException", "logs", "CreateLogGroup",
                    logGroupName="trail")
        self.call("logs", "CreateLogStream", logGroupName="trail", logStreamName="s")
        now = int(time.time() * 1000)
        lines = [{"timestamp": now, "message": '{"level":"error","size":9}'},
                 {"timestamp": now + 1, "message": "plain words"}]
        self.call("logs", "PutLogEvents", logGroupName="trail", logStreamName="s", logEvents=lines)
        self.refuse("ResourceNotFoundException", "logs", "PutLogEvents", logGroupName="trail",
                    logStreamName="t", logEvents=lines)
        found = self.call("logs", "FilterLogEvents", logGroupName="trail",
                          filterPattern="{ $.size > 5 && $.level = \"err*\" }")["events"]
        self.assertEqual([e["message"] for e in found], [lines[0]["message"]])
        groups = self.call("logs", "DescribeLogGroups", logGroupNamePrefix="tr")["logGroups"]
        self.assertEqual(groups[0]["arn"],
                         f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:trail:*")
        self.put_filter()
        listed = self.call("logs", "DescribeMetricFilters", logGroupName="trail")["metricFilters"]
        self.assertEqual(listed[0]["filterPattern"], self.DENIED)
        self.assertEqual(listed[0]["metricTransformations"][0]["defaultValue"], 0)
        event = json.dumps({"eventSource": "secretsmanager.amazonaws.com",
                            "eventName": "GetSecretValue", "errorCode": "AccessDenied"})
        matches = self.call("logs", "TestMetricFilter", filterPattern=self.DENIED,
                            logEventMessages=["{}", event])["matches"]
        self.assertEqual([m["eventNumber"] for m in matches], [2])
        self.assertEqual(matches[0]["extractedValues"]["$.errorCode"], "AccessDenied")
        self.refuse("InvalidParameterException", "logs", "TestMetricFilter",
                    filterPattern="{ $.a = }", logEventMessages=[event])
        self.call("logs", "DeleteMetricFilter", logGroupName="trail", filterName="denied")
        self.refuse("ResourceNotFoundException", "logs", "DeleteMetricFilter",
                    logGroupName="trail", filterName="denied")
        self.call("logs", "DeleteLogGroup", logGroupName="trail")

    # CloudTrail -----------------------------------------------------------------------------

    def new_trail(self):
        self.call("logs", "CreateLogGroup", logGroupName="trail")
        return self.call(
            "cloudtrail", "CreateTrail", Name="audit", S3BucketName="bucket",
            CloudWatchLogsLogGroupArn=f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:trail:*",
            CloudWatchLogsRoleArn=f"arn:aws:iam::{ACCOUNT}:role/trail")

    def test_manages_trails(self):
        arn = self.new_trail()["TrailARN"]
        self.refuse("TrailAlreadyExistsException", "cloudtrail", "CreateTrail", Name="audit",
                    S3BucketName="bucket")
        self.refuse("InvalidCloudWatchLogsLogGroupArnException", "cloudtrail", "UpdateTrail",
                    Name="audit", CloudWatchLogsLogGroupArn=arn)
        self.call("cloudtrail", "UpdateTrail", Name="audit", IsMultiRegionTrail=True)
        trails = self.call("cloudtrail", "DescribeTrails")["trailList"]
        self.assertEqual([(t["TrailARN"], t["IsMultiRegionTrail"]) for t in trails], [(arn, True)])
        self.assertEqual(self.call("cloudtrail", "GetTrail", Name=arn)["Trail"]["Name"], "audit")
        status = lambda: self.call("cloudtrail", "GetTrailStatus", Name="audit")["IsLogging"]
        self.assertFalse(status())
        self.call("cloudtrail", "StartLogging", Name="audit")
        self.assertTrue(status())
        self.call("cloudtrail", "StopLogging", Name="audit")
        selectors = self.call("cloudtrail", "GetEventSelectors", TrailName="audit")
        self.assertEqual(selectors["EventSelectors"][0]["ReadWriteType"], "All")
        self.call("cloudtrail", "PutEventSelectors", TrailName="audit",
                  EventSelectors=[{"ReadWriteType": "WriteOnly"}])
        advanced = [{"Name": "reads", "FieldSelectors": [
            {"Field": "eventCategory", "Equals": ["Management"]},
            {"Field": "readOnly", "Equals": ["true"]}]}]
        self.call("cloudtrail", "PutEventSelectors", TrailName="audit",
                  AdvancedEventSelectors=advanced)
        selectors = self.call("cloudtrail", "GetEventSelectors", TrailName="audit")
        self.assertEqual(selectors["AdvancedEventSelectors"], advanced)
        self.call("cloudtrail", "DeleteTrail", Name="audit")
        self.refuse("TrailNotFoundException", "cloudtrail", "GetTrail", Name="audit")

    def test_looks_up_who_read_the_secret(self):
        self.call("secretsmanager", "CreateSecret", Name="s", SecretString="top-secret-value")
        user = self.new_user("stranger")
        self.refuse("AccessDeniedException", "secretsmanager", "GetSecretValue", user, SecretId="s",
                    VersionStage="AWSCURRENT")
        by_name = {"LookupAttributes": [{"AttributeKey": "EventName",
                                         "AttributeValue": "GetSecretValue"}]}
        self.assertEqual(self.call("cloudtrail", "LookupEvents", **by_name)["Events"], [])
        self.tick()
        events = self.call("cloudtrail", "LookupEvents", **by_name)["Events"]
        self.assertEqual([e["Username"] for e in events], ["stranger"])
        event = json.loads(events[0]["CloudTrailEvent"])
        self.assertEqual(event["errorCode"], "AccessDenied")
        self.assertEqual(event["userIdentity"]["type"], "IAMUser")
        self.assertEqual(event["requestParameters"]["secretId"], "s")
        self.assertEqual(event["requestParameters"]["versionStage"], "AWSCURRENT")
        self.assertIsNone(event["responseElements"])
        self.control("POST", "/clock", {"offset_seconds": 2})
        created = self.call("cloudtrail", "LookupEvents", MaxResults=50, LookupAttributes=[
            {"AttributeKey": "EventName", "AttributeValue": "CreateSecret"}])["Events"]
        self.assertEqual(len(created), 1)
        self.assertNotIn("top-secret-value", json.dumps(created))
        self.refuse("InvalidLookupAttributesException", "cloudtrail", "LookupEvents",
                    LookupAttributes=by_name["LookupAttributes"] * 2)

    def test_alarm_is_proven_by_a_denied_read(self):
        self.new_trail()
        self.call("cloudtrail", "StartLogging", Name="audit")
        self.put_filter()
        self.call("cloudwatch", "PutMetricAlarm", **self.ALARM)
        self.call("secretsmanager", "CreateSecret", Name="s", SecretString="{}")
        self.tick()
        self.assertEqual(self.state_of("denied"), "OK")
        stranger = self.new_user("stranger")
        self.refuse("AccessDeniedException", "secretsmanager", "GetSecretValue", stranger,
                    SecretId="s")
        self.tick()
        self.assertEqual(self.state_of("denied"), "ALARM")


class WithBoto3(Scenarios, unittest.TestCase):
    client_class = Boto3

    def test_speaks_cloudwatch_in_json_too(self):
        """As newer clients do: JSON 1.0, with the old codes in a header."""
        answer, headers = self.in_json("ListMetrics", {})
        self.assertEqual(answer, {"Metrics": []})
        answer, headers = self.in_json("SetAlarmState", {
            "AlarmName": "none", "StateValue": "OK", "StateReason": "r"})
        self.assertTrue(answer["__type"].endswith("ResourceNotFound"))
        self.assertEqual(headers["x-amzn-query-error"], "ResourceNotFound;Sender")
        self.in_json("PutMetricAlarm", {**self.ALARM, "ActionsEnabled": True})
        answer, headers = self.in_json("DescribeAlarms", {})
        self.assertIsInstance(answer["MetricAlarms"][0]["StateUpdatedTimestamp"], float)

    def in_json(self, operation, body):
        request = AWSRequest("POST", self.url + "/", data=json.dumps(body), headers={
            "Content-Type": "application/x-amz-json-1.0", "X-Amzn-Query-Mode": "true",
            "X-Amz-Target": f"GraniteServiceVersion20100801.{operation}"})
        SigV4Auth(Credentials(*ADMINISTRATOR[:2]), "monitoring", REGION).add_auth(request)
        prepared = urllib.request.Request(self.url + "/", json.dumps(body).encode(),
                                          dict(request.headers), method="POST")
        USED[("cloudwatch", operation)].add("JSON 1.0")
        try:
            with urllib.request.urlopen(prepared, timeout=10) as answer:
                return json.loads(answer.read()), answer.headers
        except urllib.error.HTTPError as refused:
            with refused:
                return json.loads(refused.read()), refused.headers

    def test_throttles_lookups_to_two_a_second(self):
        codes = []
        for _ in range(3):
            try:
                self.call("cloudtrail", "LookupEvents")
                codes.append("")
            except Refused as refused:
                codes.append(refused.code)
        self.assertEqual(codes, ["", "", "ThrottlingException"])

    def test_keeps_its_books_over_a_restart(self):
        state = ("--state", os.path.join(self.temporary.name, "state.json"))
        self.start(*state)
        self.client = Boto3(self.url, self.temporary.name)
        user = self.new_user("operator")
        self.new_trail()
        self.put_filter()
        self.call("cloudwatch", "PutMetricAlarm", **self.ALARM)
        self.process.send_signal(signal.SIGTERM)
        self.assertEqual(self.process.wait(timeout=10), 0)
        self.start(*state)
        self.client = Boto3(self.url, self.temporary.name)
        user.url, user.clients = self.url, {}
        self.assertEqual(self.call("sts", "GetCallerIdentity", user)["Arn"],
                         f"arn:aws:iam::{ACCOUNT}:user/operator")
        self.assertEqual(self.state_of("denied"), "INSUFFICIENT_DATA")
        self.assertEqual(len(self.call("logs", "DescribeMetricFilters")["metricFilters"]), 1)
        self.assertEqual(len(self.call("cloudtrail", "DescribeTrails")["trailList"]), 1)


class WithCommandLine(Scenarios, unittest.TestCase):
    client_class = CommandLine


def print_table():
    clients = ("awscli", "boto3", "JSON 1.0")
    print(f"{'operation':45}" + "".join(f"{name:>10}" for name in clients))
    for (service, operation), used in sorted(USED.items()):
        marks = "".join(f"{'yes' if name in used else '-':>10}" for name in clients)
        print(f"{service + ' ' + operation:45}{marks}")


if __name__ == "__main__":
    Scenarios.program = sys.argv.pop(1)
    # botocore leaves its connections to the garbage collector.
    result = unittest.main(verbosity=2, exit=False, warnings="ignore").result
    print_table()
    sys.exit(0 if result.wasSuccessful() else 1)
