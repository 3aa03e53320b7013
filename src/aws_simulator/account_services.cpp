#include "aws_simulator/account_services.h"

#include "aws_simulator/cloudtrail_service.h"
#include "aws_simulator/cloudwatch_service.h"
#include "aws_simulator/iam_service.h"
#include "aws_simulator/logs_service.h"
#include "aws_simulator/sts_service.h"

namespace atb::aws_simulator {

core::Result<void> add_account_services(Simulator& simulator,
                                        std::function<std::string(std::size_t)> random_text,
                                        std::function<std::string()> new_id) {
  auto iam =
      std::make_unique<IamService>(simulator.account(), simulator.keys(), std::move(random_text));
  auto sts = std::make_unique<StsService>(iam->store(), simulator.keys());
  auto cloudwatch = std::make_unique<CloudWatchService>();
  auto logs = std::make_unique<LogsService>(cloudwatch->metrics());
  auto cloudtrail = std::make_unique<CloudTrailService>(logs->logs(), std::move(new_id));
  simulator.set_authoriser(iam.get());
  simulator.set_event_sink(cloudtrail.get());
  ATB_TRY(simulator.add_service(std::move(iam)));
  ATB_TRY(simulator.add_service(std::move(sts)));
  // In the order in which what is due flows: events, lines, metrics, alarms.
  ATB_TRY(simulator.add_service(std::move(cloudtrail)));
  ATB_TRY(simulator.add_service(std::move(logs)));
  ATB_TRY(simulator.add_service(std::move(cloudwatch)));
  return {};
}

}  // namespace atb::aws_simulator
