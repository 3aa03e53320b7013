#include "aws_simulator/wire/request_route.h"

#include <nlohmann/json.hpp>

#include "aws_simulator/wire/query_form.h"

namespace atb::aws_simulator {
namespace {

using nlohmann::json;

/// "…Credential=KEY/DATE/REGION/SERVICE/aws4_request,…" names SERVICE.
std::string scope_service(const net::ServerRequest& request) {
  std::string_view header = request.headers.find("authorization").value_or("");
  const auto start = header.find("Credential=");
  if (start == std::string_view::npos) return {};
  header = header.substr(start, header.find(',', start) - start);
  for (int i = 0; i < 3; ++i) {
    const auto slash = header.find('/');
    if (slash == std::string_view::npos) return {};
    header.remove_prefix(slash + 1);
  }
  return std::string{header.substr(0, header.find('/'))};
}

/// "GraniteServiceVersion20100801.PutMetricData" or, of a CBOR call's path,
/// "/service/GraniteServiceVersion20100801/operation/PutMetricData".
std::string target_of(const net::ServerRequest& request, Wire wire) {
  if (wire == Wire::json)
    return std::string{request.headers.find("x-amz-target").value_or(std::string_view{})};
  constexpr std::string_view kService = "/service/";
  constexpr std::string_view kOperation = "/operation/";
  const std::string_view path = request.target;
  const auto operation = path.find(kOperation);
  if (!path.starts_with(kService) || operation == std::string_view::npos) return {};
  return std::string{path.substr(kService.size(), operation - kService.size())} + "." +
         std::string{path.substr(operation + kOperation.size())};
}

/// The prefix without the namespace that some clients leave out: "CloudTrail_20131101." of
/// "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.".
std::string_view short_prefix(std::string_view prefix) {
  const auto dot = prefix.rfind('.', prefix.size() - 2);
  return dot == std::string_view::npos ? prefix : prefix.substr(dot + 1);
}

Route by_target(const net::ServerRequest& request, const Services& services, Wire wire) {
  Route route;
  route.wire = wire;
  const std::string target = target_of(request, wire);
  for (const auto& service : services) {
    const std::string_view whole = service->names().target_prefix;
    if (whole.empty()) continue;
    for (const auto prefix : {whole, short_prefix(whole)}) {
      if (!target.starts_with(prefix)) continue;
      route.service = service.get();
      route.operation = target.substr(prefix.size());
    }
  }
  const auto begin = request.body.begin();
  const auto end = request.body.end();
  route.input = wire == Wire::json
                    ? json::parse(begin, end, nullptr, false)
                    : json::from_cbor(begin, end, true, false, json::cbor_tag_handler_t::ignore);
  return route;
}

Route by_form(const net::ServerRequest& request, const Services& services) {
  Route route;
  route.wire = Wire::query;
  route.input = json(json::value_t::discarded);
  auto form = parse_form(net::as_text(request.body)).value_or(Form{});
  route.operation = form["Action"];
  const std::string version = form["Version"];
  const std::string scope = scope_service(request);
  for (const auto& service : services) {
    const auto& names = service->names();
    if (names.query_version.empty()) continue;
    const bool is_unsigned =
        scope.empty() && names.query_version == version && service->is_unsigned(route.operation);
    if (is_unsigned || names.signing_name == scope) route.service = service.get();
  }
  form.erase("Action");
  form.erase("Version");
  if (auto input = nest_form(form)) route.input = std::move(*input);
  return route;
}

}  // namespace

Route find_route(const net::ServerRequest& request, const Services& services) {
  if (request.method != "POST") return {};
  if (request.headers.find("smithy-protocol") == "rpc-v2-cbor")
    return by_target(request, services, Wire::cbor);
  if (request.target != "/") return {};
  if (request.headers.contains("x-amz-target")) return by_target(request, services, Wire::json);
  return by_form(request, services);
}

}  // namespace atb::aws_simulator
