#include "market/digits.h"

#include <bit>
#include <charconv>
#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/decimal.h"

namespace atb::market::digits {
namespace {

std::string digits_of_length(int shortest, int longest) {
  const auto length = *rc::gen::inRange(shortest, longest + 1);
  return *rc::gen::container<std::string>(static_cast<std::size_t>(length),
                                          rc::gen::inRange('0', static_cast<char>('9' + 1)));
}

std::string decimal(int whole_max, int places_max) {
  std::string text = digits_of_length(1, whole_max);
  if (*rc::gen::arbitrary<bool>()) text += "." + digits_of_length(1, places_max);
  return text;
}

std::string padded(const std::string& text) {
  return text + "," + std::string(kOverread, '9');
}

RC_GTEST_PROP(Digits, GiveTheUnitsThatTheDecimalParserGives, ()) {
  const std::string text = decimal(10, 8);
  const std::string field = padded(text);
  std::int64_t units = 0;
  const char* const end = scan_units(field.c_str(), units);
  RC_ASSERT(end == field.c_str() + text.size());
  RC_ASSERT(units == core::parse_units(text).value());
}

RC_GTEST_PROP(Digits, GiveTheDoubleThatTheLibraryGivesBitForBit, ()) {
  const std::string text = decimal(8, 8);
  const std::string field = padded(text);
  double expected = 0;
  std::from_chars(text.data(), text.data() + text.size(), expected);
  double value = 0;
  const char* const end = scan_double(field.c_str(), value);
  const bool taken = end != nullptr;  // above 2^53 it is the library's
  RC_PRE(taken);
  RC_ASSERT(end == field.c_str() + text.size());
  RC_ASSERT(std::bit_cast<std::uint64_t>(value) == std::bit_cast<std::uint64_t>(expected));
}

RC_GTEST_PROP(Digits, GiveTheWholeNumber, ()) {
  const std::string text = digits_of_length(1, 16);
  const std::string field = padded(text);
  std::int64_t value = -1;
  const char* const end = scan_integer(field.c_str(), value);
  RC_ASSERT(end == field.c_str() + text.size());
  RC_ASSERT(value == std::stoll(text));
}

RC_GTEST_PROP(Digits, StopAtAnyByteThatIsNoDigit, (unsigned char stop)) {
  RC_PRE(stop < '0' || stop > '9');
  const std::string text = digits_of_length(0, 7);
  const std::string field = text + static_cast<char>(stop) + std::string(16, '7');
  RC_ASSERT(leading_digits(field.c_str()).length == text.size());
}

TEST(Digits, LeaveOddShapesToTheFullParsers) {
  std::int64_t units = 0;
  double value = 0;
  for (const auto* const text : {"", ".5", "-1", "1.", "x", "12345678901"})
    EXPECT_EQ(scan_units(padded(text).c_str(), units), nullptr) << text;
  for (const auto* const text : {"", ".5", "-1", "1.", "inf", "9007199254740993"})
    EXPECT_EQ(scan_double(padded(text).c_str(), value), nullptr) << text;
}

TEST(Digits, EndInsideANumberThatIsTooLongForThem) {
  std::int64_t units = 0;
  const std::string field = padded("1.123456780");
  EXPECT_EQ(scan_units(field.c_str(), units), field.c_str() + 10);
}

}  // namespace
}  // namespace atb::market::digits
