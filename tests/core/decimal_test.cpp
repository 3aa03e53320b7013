#include "core/decimal.h"

#include <array>
#include <stdexcept>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/support/wide.h"

namespace atb::core {
namespace {

const Int128 kHighest = static_cast<Int128>((static_cast<Int128>(1) << 126) - 1) * 2 + 1;
const Int128 kLowest = -kHighest - 1;

bool fits_int128(const Wide& value) {
  return value >= wide(kLowest) && value <= wide(kHighest);
}

std::string code_of(std::string_view text) {
  const auto units = parse_units(text);
  return units ? "accepted" : units.error().code;
}

TEST(Divide, RoundsEachSignInEachDirection) {
  struct Row {
    int numerator, denominator, floor, ceiling, toward_zero, half_to_even;
  };
  constexpr std::array<Row, 10> kRows{{{7, 2, 3, 4, 3, 4},
                                       {5, 2, 2, 3, 2, 2},
                                       {-5, 2, -3, -2, -2, -2},
                                       {-7, 2, -4, -3, -3, -4},
                                       {7, -2, -4, -3, -3, -4},
                                       {-7, -2, 3, 4, 3, 4},
                                       {1, 3, 0, 1, 0, 0},
                                       {-1, 3, -1, 0, 0, 0},
                                       {-2, 3, -1, 0, 0, -1},
                                       {6, 3, 2, 2, 2, 2}}};
  for (const auto& row : kRows) {
    SCOPED_TRACE(testing::Message() << row.numerator << " / " << row.denominator);
    EXPECT_EQ(divide(row.numerator, row.denominator, Rounding::floor), row.floor);
    EXPECT_EQ(divide(row.numerator, row.denominator, Rounding::ceiling), row.ceiling);
    EXPECT_EQ(divide(row.numerator, row.denominator, Rounding::toward_zero), row.toward_zero);
    EXPECT_EQ(divide(row.numerator, row.denominator, Rounding::half_to_even), row.half_to_even);
  }
}

RC_GTEST_PROP(Divide, HoldsTheDefinitionOfEachRounding, ()) {
  const Int128 numerator = *any_int128();
  const Int128 denominator = *any_int128();
  RC_PRE(denominator != 0 && !(numerator == kLowest && denominator == -1));
  const Rounding rounding = *any_rounding();
  RC_ASSERT(is_quotient(wide(divide(numerator, denominator, rounding)), wide(numerator),
                        wide(denominator), rounding));
}

RC_GTEST_PROP(Divide, SendsATieToTheEvenUnit, ()) {
  const Int128 half = *rc::gen::inRange<std::int64_t>(1, 1'000'000'000'000);
  const Int128 quotient = *any_int64();
  const Int128 tie = quotient * 2 * half + half;
  RC_ASSERT((divide(tie, 2 * half, Rounding::half_to_even) & 1) == 0);
}

TEST(Divide, TakesTheWidestDivisorThereIs) {
  EXPECT_EQ(divide(kHighest, kLowest, Rounding::half_to_even), -1);
  EXPECT_EQ(divide(kLowest, kLowest, Rounding::half_to_even), 1);
  EXPECT_EQ(divide(1, kLowest, Rounding::half_to_even), 0);
  EXPECT_EQ(divide(kLowest / 2, kLowest, Rounding::half_to_even), 0);
}

RC_GTEST_PROP(Multiply, IsExactOrThrows, ()) {
  const Int128 a = *any_int128();
  const Int128 b = *any_int128();
  const Wide product = wide(a) * wide(b);
  if (fits_int128(product))
    RC_ASSERT(wide(multiply(a, b)) == product);
  else
    RC_ASSERT_THROWS_AS((void)multiply(a, b), std::overflow_error);
}

RC_GTEST_PROP(FormatUnits, WritesWhatLongDivisionGives, ()) {
  const Int128 units = *any_int128();
  const Wide size = abs(wide(units));
  std::string fraction = Wide{size % kUnitsPerOne}.str();
  fraction.insert(0, kDecimalPlaces - fraction.size(), '0');
  fraction.erase(fraction.find_last_not_of('0') + 1);
  std::string expected = Wide{size / kUnitsPerOne}.str();
  if (!fraction.empty()) expected += "." + fraction;
  if (units < 0) expected.insert(0, 1, '-');
  RC_ASSERT(format_units(units) == expected);
}

TEST(FormatUnits, WritesTheShortestExactText) {
  EXPECT_EQ(format_units(0), "0");
  EXPECT_EQ(format_units(1), "0.00000001");
  EXPECT_EQ(format_units(-50'000'000), "-0.5");
  EXPECT_EQ(format_units(100'000'000), "1");
  EXPECT_EQ(format_units(68'309'301'234), "683.09301234");
  EXPECT_EQ(format_units(kLowest), "-1701411834604692317316873037158.84105728");
}

RC_GTEST_PROP(ParseUnits, ReadsBackWhatWasFormatted, ()) {
  const std::int64_t units = *any_int64();
  const auto parsed = parse_units(format_units(units));
  RC_ASSERT(parsed.has_value());
  RC_ASSERT(*parsed == units);
}

RC_GTEST_PROP(ParseWideUnits, ReadsBackAnythingOfTwentyIntegerDigits, ()) {
  const Int128 bound = static_cast<Int128>(10'000'000'000) * 1'000'000'000 * 1'000'000'000;
  const Int128 units = *any_int128() % bound;
  const auto parsed = parse_wide_units(format_units(units));
  RC_ASSERT(parsed.has_value());
  RC_ASSERT(*parsed == units);
}

RC_GTEST_PROP(ParseWideUnits, AgreesWithTheDigitsThatWereWritten, ()) {
  const auto digits = [](int least, int most) {
    const auto count = static_cast<std::size_t>(*rc::gen::inRange(least, most + 1));
    return *rc::gen::container<std::string>(count, rc::gen::inRange('0', static_cast<char>(':')));
  };
  const std::string whole = digits(1, 20);
  const std::string fraction = digits(0, 8);
  const auto zeros = static_cast<std::size_t>(*rc::gen::inRange(0, 13));
  const bool negative = *rc::gen::arbitrary<bool>();
  std::string text = (negative ? "-" : "") + whole;
  if (!fraction.empty()) text += "." + fraction + std::string(zeros, '0');

  // A leading zero would make the big integer's own parser read octal.
  Wide expected = 0;
  for (const char c : whole + fraction + std::string(8 - fraction.size(), '0'))
    expected = expected * 10 + (c - '0');
  const auto parsed = parse_wide_units(text);
  RC_ASSERT(parsed.has_value());
  RC_ASSERT(wide(*parsed) == (negative ? Wide{-expected} : expected));
}

TEST(ParseUnits, RefusesWhatIsNoPlainDecimal) {
  for (const auto* text : {"", "-", "+1", "1.", ".5", "1e3", " 1", "1 ", "1,000", "0x10", "--1",
                           "1.2.3", "NaN", "inf", "1.-5", "\xEF\xBC\x91"})
    EXPECT_EQ(code_of(text), "decimal.malformed") << '"' << text << '"';
}

TEST(ParseUnits, RefusesMoreThanTwentyDigitsOnEitherSideOfThePoint) {
  EXPECT_EQ(code_of(std::string(20, '0')), "accepted");
  EXPECT_EQ(code_of(std::string(21, '0')), "decimal.malformed");
  EXPECT_EQ(code_of("0." + std::string(20, '0')), "accepted");
  EXPECT_EQ(code_of("0." + std::string(21, '0')), "decimal.malformed");
  // Longer than 128 bits: must be refused before it is summed up.
  EXPECT_EQ(code_of(std::string(500, '9')), "decimal.malformed");
}

TEST(ParseUnits, IsExactToTheEighthDecimalAndNoFurther) {
  EXPECT_EQ(parse_units("0.00000001"), 1);
  EXPECT_EQ(parse_units("0.000000010"), 1);
  EXPECT_EQ(code_of("0.000000011"), "decimal.too_precise");
  EXPECT_EQ(parse_units("-0"), 0);
  EXPECT_EQ(parse_units("007.50"), 750'000'000);
}

TEST(ParseUnits, EndsExactlyAtTheRangeOfSixtyFourBits) {
  EXPECT_EQ(parse_units("92233720368.54775807"), std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(parse_units("-92233720368.54775808"), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(code_of("92233720368.54775808"), "decimal.out_of_range");
  EXPECT_EQ(code_of("-92233720368.54775809"), "decimal.out_of_range");
}

TEST(ParseUnits, NamesTheTextButNotAllOfALongOne) {
  const auto parsed = parse_units("12x4");
  ASSERT_FALSE(parsed.has_value());
  EXPECT_EQ(parsed.error().kind, ErrorKind::usage);
  EXPECT_NE(parsed.error().message.find("12x4"), std::string::npos);
  EXPECT_LT(parse_units(std::string(10'000, 'x')).error().message.size(), 200U);
}

}  // namespace
}  // namespace atb::core
