#include "aws/cloudwatch.h"

#include <limits>

#include <gtest/gtest.h>

#include "aws/support/fake_service.h"

namespace atb::aws {
namespace {

using test::FakeService;
using test::query_answer;

constexpr std::string_view kAlarm =
    "<AlarmName>bot-denied</AlarmName><AlarmArn>arn:a</AlarmArn><AlarmDescription>d"
    "</AlarmDescription><Namespace>Bot</Namespace><MetricName>Denied</MetricName>"
    "<Statistic>Sum</Statistic><Dimensions><member><Name>E</Name><Value>staging</Value></member>"
    "</Dimensions><Period>300</Period><EvaluationPeriods>2</EvaluationPeriods>"
    "<DatapointsToAlarm>1</DatapointsToAlarm><Threshold>0.0</Threshold>"
    "<ComparisonOperator>GreaterThanThreshold</ComparisonOperator>"
    "<TreatMissingData>notBreaching</TreatMissingData><ActionsEnabled>true</ActionsEnabled>"
    "<AlarmActions><member>arn:sns</member></AlarmActions><OKActions/>"
    "<StateValue>INSUFFICIENT_DATA</StateValue><StateReason>new</StateReason>"
    "<StateUpdatedTimestamp>2025-01-02T03:04:05.123Z</StateUpdatedTimestamp>";

MetricAlarm alarm() {
  return {.name = "bot-denied",
          .description = "d",
          .metric = {"Bot", "Denied", {{"E", "staging"}}},
          .evaluation_periods = 2,
          .datapoints_to_alarm = 1,
          .threshold = 0.5,
          .treat_missing_data = "notBreaching",
          .alarm_actions = {"arn:sns"}};
}

TEST(CloudWatch, PutsAnAlarm) {
  FakeService service;
  service.answer(200, "<PutMetricAlarmResponse/>");
  CloudWatch watch{service.client(kCloudWatch)};
  ASSERT_TRUE(watch.put_metric_alarm(alarm()));
  EXPECT_EQ(service.sent[0].url, "https://monitoring.us-east-1.amazonaws.com/");
  EXPECT_NE(service.sent[0].authorization.find("/us-east-1/monitoring/aws4_request"),
            std::string::npos);
  EXPECT_EQ(service.sent[0].body,
            "Action=PutMetricAlarm&Version=2010-08-01&AlarmName=bot-denied&AlarmDescription=d"
            "&ActionsEnabled=true&AlarmActions.member.1=arn%3Asns&MetricName=Denied&Namespace=Bot"
            "&Statistic=Sum&Dimensions.member.1.Name=E&Dimensions.member.1.Value=staging"
            "&Period=300&EvaluationPeriods=2&DatapointsToAlarm=1&Threshold=0.5"
            "&ComparisonOperator=GreaterThanThreshold&TreatMissingData=notBreaching");
}

TEST(CloudWatch, DescribesTheAlarmsOfAllPages) {
  FakeService service;
  service.answer(200,
                 query_answer("DescribeAlarms", "<MetricAlarms><member>" + std::string{kAlarm} +
                                                    "</member></MetricAlarms>"
                                                    "<NextToken>n</NextToken>"));
  service.answer(200, query_answer("DescribeAlarms",
                                   "<MetricAlarms><member><AlarmName>several</AlarmName>"
                                   "<Metrics/></member></MetricAlarms>"));
  CloudWatch watch{service.client(kCloudWatch)};
  const auto found = watch.describe_alarms("bot-");
  ASSERT_TRUE(found) << found.error().message;
  ASSERT_EQ(found->size(), 1U) << "an alarm over several metrics has none of its own";
  const auto& state = found->at(0);
  EXPECT_EQ(state.state, "INSUFFICIENT_DATA");
  EXPECT_EQ(core::to_text(*state.changed), "2025-01-02T03:04:05.123Z");
  EXPECT_EQ(state.alarm.metric.dimensions, (std::vector<Dimension>{{"E", "staging"}}));
  EXPECT_EQ(state.alarm.datapoints_to_alarm, 1);
  EXPECT_EQ(state.alarm.threshold, 0.0);
  EXPECT_EQ(state.alarm.treat_missing_data, "notBreaching");
  EXPECT_EQ(state.alarm.alarm_actions, std::vector<std::string>{"arn:sns"});
  EXPECT_TRUE(service.sent[1].body.ends_with("AlarmNamePrefix=bot-&NextToken=n"));
}

TEST(CloudWatch, SetsAndDeletesAlarms) {
  FakeService service;
  service.answer(200, "<SetAlarmStateResponse/>");
  service.answer(200, "<DeleteAlarmsResponse/>");
  CloudWatch watch{service.client(kCloudWatch)};
  ASSERT_TRUE(watch.set_alarm_state("a", "ALARM", "a test"));
  ASSERT_TRUE(watch.delete_alarms({"a", "b"}));
  EXPECT_TRUE(service.sent[0].body.ends_with("AlarmName=a&StateValue=ALARM&StateReason=a%20test"));
  EXPECT_TRUE(service.sent[1].body.ends_with("AlarmNames.member.1=a&AlarmNames.member.2=b"));
}

TEST(CloudWatch, PutsValuesAsExactNumbers) {
  FakeService service;
  service.answer(200, "<PutMetricDataResponse/>");
  CloudWatch watch{service.client(kCloudWatch)};
  ASSERT_TRUE(watch.put_metric_data("Bot", {{.name = "Heartbeat",
                                             .dimensions = {{"E", "staging"}},
                                             .value = 0.1,
                                             .unit = "Count",
                                             .at = service.now},
                                            {.name = "Age", .value = 1e21}}));
  EXPECT_EQ(service.sent[0].body,
            "Action=PutMetricData&Version=2010-08-01&Namespace=Bot"
            "&MetricData.member.1.MetricName=Heartbeat"
            "&MetricData.member.1.Dimensions.member.1.Name=E"
            "&MetricData.member.1.Dimensions.member.1.Value=staging"
            "&MetricData.member.1.Value=0.1&MetricData.member.1.Unit=Count"
            "&MetricData.member.1.Timestamp=2025-01-02T03%3A04%3A05Z"
            "&MetricData.member.2.MetricName=Age&MetricData.member.2.Value=1e%2B21");
}

TEST(CloudWatch, SendsNoValueThatIsNone) {
  FakeService service;
  CloudWatch watch{service.client(kCloudWatch)};
  const auto nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(watch.put_metric_data("Bot", {{.name = "x", .value = nan}}).error().code,
            "aws.metric_not_finite");
  EXPECT_TRUE(service.sent.empty());
}

TEST(CloudWatch, GetsStatisticsInTheOrderOfTime) {
  FakeService service;
  service.answer(200, query_answer("GetMetricStatistics",
                                   "<Label>x</Label><Datapoints>"
                                   "<member><Timestamp>2025-01-02T03:05:00Z</Timestamp>"
                                   "<Sum>2.5</Sum><Unit>Count</Unit></member>"
                                   "<member><Timestamp>2025-01-02T03:00:00Z</Timestamp>"
                                   "<Sum>1.0E3</Sum></member></Datapoints>"));
  service.answer(200, query_answer("GetMetricStatistics",
                                   "<Datapoints><member><Sum>1</Sum></member></Datapoints>"));
  CloudWatch watch{service.client(kCloudWatch)};
  const StatisticsRequest request{.metric = {"Bot", "Denied"},
                                  .start = service.now,
                                  .end = service.now + core::Duration::minutes(10)};
  const auto points = watch.get_metric_statistics(request);
  ASSERT_TRUE(points) << points.error().message;
  ASSERT_EQ(points->size(), 2U);
  EXPECT_EQ(points->at(0).value, 1'000);
  EXPECT_EQ(points->at(1).value, 2.5);
  EXPECT_TRUE(service.sent[0].body.ends_with(
      "Namespace=Bot&MetricName=Denied&StartTime=2025-01-02T03%3A04%3A05Z"
      "&EndTime=2025-01-02T03%3A14%3A05Z&Period=300&Statistics.member.1=Sum"));
  EXPECT_EQ(watch.get_metric_statistics(request).error().code, "aws.answer_malformed");
}

TEST(CloudWatch, ListsMetrics) {
  FakeService service;
  service.answer(200, query_answer("ListMetrics",
                                   "<Metrics><member><Namespace>Bot</Namespace>"
                                   "<MetricName>Denied</MetricName></member></Metrics>"));
  service.answer(200, "<ListMetricsResponse/>");
  CloudWatch watch{service.client(kCloudWatch)};
  const auto metrics = watch.list_metrics("Bot", "");
  ASSERT_TRUE(metrics);
  ASSERT_EQ(metrics->size(), 1U);
  EXPECT_EQ(metrics->at(0).name, "Denied");
  EXPECT_EQ(service.sent[0].body, "Action=ListMetrics&Version=2010-08-01&Namespace=Bot");
  EXPECT_EQ(watch.list_metrics("Bot", "").error().code, "aws.answer_malformed");
}

TEST(CloudWatch, NamesTheActionThatIsNotAllowed) {
  FakeService service;
  service.answer(403, test::query_fault("AccessDenied", "no"));
  CloudWatch watch{service.client(kCloudWatch)};
  const auto put = watch.put_metric_data("Bot", {});
  ASSERT_FALSE(put);
  EXPECT_EQ(put.error().kind, core::ErrorKind::not_authorised);
  EXPECT_NE(put.error().advice.find("cloudwatch:PutMetricData"), std::string::npos);
}

}  // namespace
}  // namespace atb::aws
