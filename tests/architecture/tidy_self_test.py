"""tidy.py must measure functions as people do, hold the ratchet and find each banned word."""
import unittest

import tidy
from bad_tree import BadTreeTest


def function_of(lines, head="int f(int x) {"):
    return "\n".join([head, *["  x = x + 1;"] * (lines - 2), "}"]) + "\n"


class Functions(unittest.TestCase):
    def measure(self, text):
        return [(name, line, lines) for name, line, lines in tidy.functions(text)]

    def test_a_free_function_with_nested_blocks(self):
        text = "namespace a {\n\nint f(int x) {\n  if (x) {\n    g();\n  }\n  return x;\n}\n}\n"
        self.assertEqual(self.measure(text), [("f", 3, 6)])

    def test_a_member_and_a_constructor_with_initialisers(self):
        text = ("class A {\n public:\n  explicit A(int x)\n      : x_{x}, y_{{1, 2}} {\n    f();\n  }\n"
                "  int y() const { return y_; }\n  int z_ = g(1);\n};\n")
        self.assertEqual(self.measure(text), [("A", 3, 4), ("y", 7, 1)])

    def test_a_lambda_counts_to_its_function(self):
        text = "void f() {\n  g([](int x) {\n    return x;\n  });\n}\n"
        self.assertEqual(self.measure(text), [("f", 1, 5)])

    def test_tests_are_named_by_suite_and_case(self):
        text = "TEST(Suite, Case) {\n}\nRC_GTEST_PROP(Suite, Holds, ()) {\n}\n"
        self.assertEqual(self.measure(text), [("Suite.Case", 1, 2), ("Suite.Holds", 3, 2)])

    def test_braces_in_text_and_comments_do_not_count(self):
        text = 'void f() {\n  g("}{{", \'{\', R"(}})", 1\'000);  // }\n  /* } */\n}\n'
        self.assertEqual(self.measure(text), [("f", 1, 4)])

    def test_tables_and_types_are_no_functions(self):
        text = ("constexpr std::array<Row, 2> kRows{{{f(1), 2},\n{3, 4}}};\nstruct B {\n  int x = 0;\n};\n"
                "enum class E { a, b };\nconst std::map<int, int> m = {\n  {1, g(2)},\n};\n")
        self.assertEqual(self.measure(text), [])


class Sizes(BadTreeTest):
    def test_each_limit(self):
        for name, text, what in (
                ("src/a/a.h", "\n" * 151, "the file has 151"),
                ("src/a/a.cpp", "\n" * 301, "the file has 301"),
                ("apps/p/main.cpp", "\n" * 81, "the file has 81"),
                ("src/a/a.cpp", function_of(61), "f has 61"),
                ("tests/a/a_test.cpp", function_of(41, "TEST(A, B) {"), "A.B has 41")):
            with self.subTest(name):
                self.write(name, text)
                self.assert_fault(tidy.faults_of(self.root), f"{name}:1:", what)
                self.write(name, "")

    def test_what_is_at_the_limit_passes(self):
        self.write("src/a/a.h", "\n" * 150)
        self.write("src/a/a.cpp", function_of(60))
        self.write("tests/a/a_test.cpp", function_of(40))
        self.assertEqual(tidy.faults_of(self.root), [])

    def test_an_exception_holds_up_to_its_size_only(self):
        self.write(tidy.EXCEPTIONS, "# list\nsrc/a/a.cpp f 70\nsrc/a/a.h 160\n")
        self.write("src/a/a.h", "\n" * 155)
        self.write("src/a/a.cpp", function_of(70))
        self.assertEqual(tidy.faults_of(self.root), [])
        self.write("src/a/a.cpp", function_of(71))
        self.assert_fault(tidy.faults_of(self.root), "src/a/a.cpp:1:", "70 are allowed")

    def test_an_exception_that_is_no_longer_needed(self):
        self.write(tidy.EXCEPTIONS, "src/a/a.cpp f 70\n")
        self.write("src/a/a.cpp", function_of(60))
        self.assert_fault(tidy.faults_of(self.root), f"{tidy.EXCEPTIONS}:1:", "remove")


class Words(BadTreeTest):
    def test_each_banned_word(self):
        for name, text in (("src/trading/a.cpp", "double x;"), ("src/exchange/a.h", "float x;"),
                           ("src/a/a.cpp", "// TO" + "DO later"), ("script/x", "# FIX" + "ME"),
                           ("tests/a/a.cpp", "f();  // NO" + "LINT"), ("src/a/a.cpp", "system (text);"),
                           ("src/a/a.cpp", "std::system(text);"), ("apps/a/a.cpp", "using namespace std;"),
                           ("src/a/a.cpp", "std::cout << 1;"), ("src/a/a.cpp", "std::exit(1);")):
            with self.subTest(text):
                self.write(name, "\n" + text + "\n")
                self.assert_fault(tidy.faults_of(self.root), f"{name}:2:", "is not used here")
                self.write(name, "")

    def test_what_only_looks_like_one(self):
        self.write("src/trading/a.cpp", "// no double here\nf(\"double\");\n")
        self.write("src/a/a.cpp", "double x; boost::system::error_code e; file_system(1); // system(1)\n")
        self.write("apps/a/a.cpp", "std::cout << 1; using namespace std::literals;\n")
        self.assertEqual(tidy.faults_of(self.root), [])


class OwnHeaderFirst(BadTreeTest):
    def test_another_header_before_its_own(self):
        self.write("src/a/a.h", "\n")
        self.write("src/a/a.cpp", "// why\n#include <vector>\n#include \"a/a.h\"\n")
        self.assert_fault(tidy.faults_of(self.root), "src/a/a.cpp:2:", "a/a.h")
        self.write("src/a/a.cpp", "// why\n#include \"a/a.h\"\n#include <vector>\n")
        self.assertEqual(tidy.faults_of(self.root), [])

    def test_a_source_without_a_header(self):
        self.write("src/a/b.cpp", "#include <vector>\n")
        self.assertEqual(tidy.faults_of(self.root), [])


if __name__ == "__main__":
    unittest.main()
