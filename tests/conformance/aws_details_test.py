"""What only one client can show of aws-simulator's services: CloudWatch's JSON protocol, the throttle of
LookupEvents, the books over a restart.

usage: aws_details_test.py PATH_OF_AWS_SIMULATOR
"""

import json
import os
import unittest
import urllib.error
import urllib.request

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from aws_clients import ADMINISTRATOR, REGION, Boto3, Refused, USED
from aws_monitoring_test import Monitoring
from aws_scenarios import ACCOUNT, Scenarios, run_cases


class Details(Scenarios, unittest.TestCase):
    """What is tried with one client only."""

    client_class = Boto3

    def test_speaks_cloudwatch_in_json_too(self):
        """As newer clients do: JSON 1.0, with the old codes in a header."""
        answer, headers = self.in_json("ListMetrics", {})
        self.assertEqual(answer, {"Metrics": []})
        answer, headers = self.in_json("SetAlarmState", {
            "AlarmName": "none", "StateValue": "OK", "StateReason": "r"})
        self.assertTrue(answer["__type"].endswith("ResourceNotFound"))
        self.assertEqual(headers["x-amzn-query-error"], "ResourceNotFound;Sender")
        self.in_json("PutMetricAlarm", {**Monitoring.ALARM, "ActionsEnabled": True})
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
        Monitoring.new_trail(self)
        Monitoring.put_filter(self)
        self.call("cloudwatch", "PutMetricAlarm", **Monitoring.ALARM)
        self.assertEqual(self.stop(), 0)
        self.start(*state)
        self.client = Boto3(self.url, self.temporary.name)
        user.url, user.clients = self.url, {}
        self.assertEqual(self.call("sts", "GetCallerIdentity", user)["Arn"],
                         f"arn:aws:iam::{ACCOUNT}:user/operator")
        self.assertEqual(Monitoring.state_of(self, "denied"), "INSUFFICIENT_DATA")
        self.assertEqual(len(self.call("logs", "DescribeMetricFilters")["metricFilters"]), 1)
        self.assertEqual(len(self.call("cloudtrail", "DescribeTrails")["trailList"]), 1)


if __name__ == "__main__":
    run_cases(Details)
