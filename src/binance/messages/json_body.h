#pragma once

#include <string_view>
#include <vector>

#include <simdjson.h>

#include "binance/messages/message_error.h"
#include "binance/messages/time_unit.h"
#include "core/error.h"

/// A whole body. Only for sources of this folder: it brings simdjson in.
namespace atb::binance {

/// A body, parsed; what is read from it lives as long as this.
class JsonBody {
 public:
  /// @error binance.message_malformed, binance.message_too_large (temporary)
  [[nodiscard]] core::Result<simdjson::dom::element> parse(std::string_view body,
                                                           std::string_view what) {
    if (body.size() > kBodyBytesMax) return message_too_large(what);
    simdjson::dom::element root;
    if (body.empty() || parser_.parse(body.data(), body.size()).get(root) != simdjson::SUCCESS)
      return malformed_message(what, "");
    return root;
  }

 private:
  simdjson::dom::parser parser_;
};

/// Reads each element of an array with `read(element)`, which gives a Result.
template <class Read>
[[nodiscard]] auto read_all(simdjson::simdjson_result<simdjson::dom::element> element,
                            std::string_view what, const Read& read)
    -> core::Result<std::vector<typename decltype(read(element.value_unsafe()))::value_type>> {
  simdjson::dom::array rows;
  if (element.get_array().get(rows) != simdjson::SUCCESS) return malformed_message(what, "[]");
  std::vector<typename decltype(read(element.value_unsafe()))::value_type> all;
  for (const simdjson::dom::element row : rows) {
    ATB_ASSIGN(auto one, read(row));
    all.push_back(std::move(one));
  }
  return all;
}

template <class Read>
[[nodiscard]] auto read_all(const simdjson::dom::element& element, std::string_view what,
                            const Read& read) {
  return read_all(
      simdjson::simdjson_result<simdjson::dom::element>{simdjson::dom::element{element}}, what,
      read);
}

}  // namespace atb::binance
