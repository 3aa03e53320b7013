#include "aws/support/scripted_transport.h"

#include <stdexcept>

namespace atb::aws::test {

core::Result<net::HttpResponse> ScriptedTransport::send(const net::HttpRequest& request) {
  asked.push_back({request.method, request.url,
                   std::string{request.headers.find("authorization").value_or("")},
                   request.total_timeout});
  if (answers_.empty()) throw std::logic_error{"more was asked than the test expects"};
  auto answer = std::move(answers_.front());
  answers_.pop_front();
  return answer;
}

void ScriptedTransport::answer(int status, std::string_view body) {
  net::HttpResponse response;
  response.status = status;
  response.body = net::to_body(body);
  answers_.emplace_back(std::move(response));
}

void ScriptedTransport::fail_with(std::string_view code, core::ErrorKind kind) {
  answers_.emplace_back(core::fail(kind, code, "no answer"));
}

}  // namespace atb::aws::test
