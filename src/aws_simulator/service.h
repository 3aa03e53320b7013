#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "aws_simulator/service_error.h"
#include "core/time.h"

/// What the front door (simulator.h) and one AWS service say to each other.
namespace atb::aws_simulator {

/// Who signed a call.
struct Identity {
  std::string access_key_id;
  std::string arn;      ///< arn:aws:iam::A:user/N, arn:aws:sts::A:assumed-role/ROLE/SESSION
  std::string user_id;  ///< "AIDA…", or "AROA…:SESSION"
  std::string account;  ///< twelve digits
  std::string session_issuer_arn;  ///< the role of a role session, else empty
  std::string session_policy;      ///< JSON that narrows a role session, else empty
  bool is_unlimited = false;       ///< as the root user: no policy is asked
};

/// A right that a call needs.
struct Right {
  std::string action;    ///< "secretsmanager:GetSecretValue"
  std::string resource;  ///< an ARN, or "*" where the action knows none
  std::map<std::string, std::vector<std::string>> context;  ///< condition keys and their values
  std::string resource_policy;  ///< JSON that is attached to the resource, else empty
  std::string denial;           ///< message of the refusal; empty: AWS's usual one
};

/// Decides on rights. Implemented by the IAM service; without one everything is allowed.
class Authoriser {
 public:
  enum class Verdict { allowed, implicit_deny, explicit_deny };
  virtual ~Authoriser() = default;
  /// @pre `identity.is_unlimited` is false: those are not asked
  [[nodiscard]] virtual Verdict decide(const Identity& identity, const Right& right,
                                       core::Timestamp now) const = 0;
};

enum class Protocol { json, query };

/// One call, after its signature was checked.
struct ServiceCall {
  std::string service;    ///< signing name
  std::string operation;  ///< "GetSecretValue"
  std::string region;     ///< of the signature's scope
  Protocol protocol = Protocol::json;
  Identity caller;  ///< empty for an operation that is not signed
  core::Timestamp now;
  std::string request_id;
  std::string source_ip;
  std::string user_agent;
  /// The object that was sent. Of a Query: the form as nested values, "Tags.member.1.Key=a" as
  /// {"Tags":[{"Key":"a"}]}, every leaf a string, without Action and Version.
  nlohmann::json input;
  /// Asks for a right that only shows while running (each secret of a batch); always set.
  /// @error AccessDenied, in the words of AWS
  std::function<Outcome<void>(const Right&)> authorise;
};

/// What an operation answers: JSON text, or for a Query the XML inside <OperationResult>. Empty:
/// no result.
struct Answer {
  std::string body;
};

/// What CloudTrail may know of a call: never a value.
struct Trace {
  bool read_only = true;
  nlohmann::json request_parameters;   ///< null when there are none
  std::vector<std::string> resources;  ///< ARNs
};

/// How a service is addressed.
struct ServiceNames {
  std::string signing_name;   ///< "monitoring"
  std::string target_prefix;  ///< "GraniteServiceVersion20100801."; empty: no JSON protocol
  std::string json_version;   ///< "1.0" or "1.1"
  std::string query_version;  ///< "2010-08-01"; empty: no Query protocol
  std::string xml_namespace;  ///< "http://monitoring.amazonaws.com/doc/2010-08-01/"
  std::string event_source;   ///< "monitoring.amazonaws.com"
  /// Key of the text in a JSON error of the service itself: "message", or "Message".
  std::string message_key = "message";
};

/// One AWS service. Its calls come one at a time.
class Service {
 public:
  virtual ~Service() = default;
  [[nodiscard]] virtual const ServiceNames& names() const = 0;
  /// False: UnknownOperationException, or InvalidAction for a Query.
  [[nodiscard]] virtual bool knows(std::string_view operation) const = 0;
  /// True for what is called without a signature, such as AssumeRoleWithWebIdentity.
  [[nodiscard]] virtual bool is_unsigned(std::string_view /*operation*/) const { return false; }
  /// All must be allowed before `run`. Empty: the call needs no right (GetCallerIdentity).
  [[nodiscard]] virtual std::vector<Right> required_rights(const ServiceCall& call) const = 0;
  [[nodiscard]] virtual Trace trace(const ServiceCall& call) const = 0;
  /// The error carries the code of the service's protocol; status 400 unless it says otherwise.
  [[nodiscard]] virtual Outcome<Answer> run(const ServiceCall& call) = 0;

  /// What has to outlive the process; null: nothing.
  [[nodiscard]] virtual nlohmann::json save() const { return nullptr; }
  /// Takes back what `save` gave. Throws nlohmann::json::exception for anything else.
  virtual void load(const nlohmann::json& /*state*/) {}
  /// Does what has become due by now (alarm evaluation, delivery of a trail). Called before every
  /// call and, with `at_once`, by the control port: then delays are over too.
  virtual void tick(core::Timestamp /*now*/, bool /*at_once*/) {}
  /// For GET /state of the control port: counts and names, no values; null: nothing to say.
  [[nodiscard]] virtual nlohmann::json summary() const { return nullptr; }
};

/// A call that was made, as CloudTrail records it.
struct CallRecord {
  ServiceCall call;  ///< its `input` is empty here: see `trace`
  std::string event_source;
  Trace trace;
  std::string error_code;  ///< as the protocol has it; empty: success
  std::string error_message;
};

/// Is told of every call with a known key, refused ones too. Implemented by the CloudTrail service.
class EventSink {
 public:
  virtual ~EventSink() = default;
  virtual void record(const CallRecord& record) = 0;
};

}  // namespace atb::aws_simulator
