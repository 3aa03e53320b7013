#include "aws/support/fake_service.h"

#include <stdexcept>

#include <fmt/format.h>

namespace atb::aws::test {

FakeService::FakeService()
    : credentials_{{.key = {"AKIDEXAMPLE",
                            core::SecretString{"wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"},
                            {}},
                    .source = "test"}} {}

core::Result<net::HttpResponse> FakeService::send(const net::HttpRequest& request) {
  const auto header = [&](const char* name) {
    return std::string{request.headers.find(name).value_or("")};
  };
  sent.push_back({header("x-amz-target"), header("x-amz-date"), header("authorization"),
                  std::string{net::as_text(request.body)}, header("content-type"), request.url});
  if (answers_.empty()) throw std::logic_error{"more was sent than the test expects"};
  auto answer = std::move(answers_.front());
  answers_.pop_front();
  return answer;
}

void FakeService::answer(int status, std::string_view body, net::Headers headers) {
  net::HttpResponse response;
  response.status = status;
  response.headers = std::move(headers);
  response.body = net::to_body(body);
  answers_.emplace_back(std::move(response));
}

void FakeService::fail_with(core::Error error) {
  answers_.emplace_back(tl::unexpected<core::Error>(std::move(error)));
}

Surroundings FakeService::surroundings() {
  return {.now = [this] { return now; },
          .sleep =
              [this](core::Duration span) {
                slept.push_back(span);
                now = now + span;
              },
          .random = [] { return 0.5; }};
}

Client FakeService::client(const Service& service) {
  return client(credentials_, service);
}

Client FakeService::client(CredentialProvider& credentials, const Service& service) {
  return Client{*this,
                {.endpoint = fmt::format("https://{}.us-east-1.amazonaws.com", service.host_prefix),
                 .region = "us-east-1",
                 .service = service},
                credentials,
                surroundings()};
}

std::string query_answer(std::string_view action, std::string_view result) {
  return fmt::format(
      "<{0}Response xmlns=\"https://example.amazonaws.com/doc/\"><{0}Result>{1}</{0}Result>"
      "<ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></{0}Response>",
      action, result);
}

std::string query_fault(std::string_view code, std::string_view message) {
  return fmt::format(
      "<ErrorResponse><Error><Type>Sender</Type><Code>{}</Code><Message>{}</Message></Error>"
      "<RequestId>r-1</RequestId></ErrorResponse>",
      code, message);
}

}  // namespace atb::aws::test
