"""Drives CloudWatch, CloudWatch Logs and CloudTrail of aws-simulator with the real clients, and proves an
alarm with a denied read.

usage: aws_monitoring_test.py PATH_OF_AWS_SIMULATOR
"""

import datetime
import json
import time

from aws_clients import REGION
from aws_scenarios import ACCOUNT, Scenarios, main


class Monitoring(Scenarios):
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
            "logGroupName": "trail", "filterName": "denied", "filterPattern": Monitoring.DENIED,
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
        self.assertEqual(listed[0]["filterPattern"], Monitoring.DENIED)
        self.assertEqual(listed[0]["metricTransformations"][0]["defaultValue"], 0)
        event = json.dumps({"eventSource": "secretsmanager.amazonaws.com",
                            "eventName": "GetSecretValue", "errorCode": "AccessDenied"})
        matches = self.call("logs", "TestMetricFilter", filterPattern=Monitoring.DENIED,
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


if __name__ == "__main__":
    main(Monitoring)
