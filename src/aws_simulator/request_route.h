#pragma once

#include <memory>
#include <string>
#include <vector>

#include "aws_simulator/wire.h"
#include "net/http_server.h"

namespace atb::aws_simulator {

using Services = std::vector<std::unique_ptr<Service>>;

/// Where a request goes.
struct Route {
  Service* service = nullptr;  ///< null: none answers to it
  Wire wire = Wire::json;
  std::string operation;  ///< as it was named; the service may not know it
  nlohmann::json input;   ///< not an object: what was sent cannot be read
};

/// Finds the service by X-Amz-Target, by the path of a CBOR call, or for a Query by the signature's
/// scope; an unsigned Query by Version and Action.
[[nodiscard]] Route find_route(const net::ServerRequest& request, const Services& services);

}  // namespace atb::aws_simulator
