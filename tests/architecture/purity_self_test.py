"""purity.py must see what compiled code asks for, also when an inline function asks for it."""
import os
import subprocess
import unittest

import purity
from bad_tree import BadTreeTest


class Purity(BadTreeTest):
    def compile(self, text, *options):
        source = self.write("a.cpp", text)
        built = self.root / "a.out"
        subprocess.run([os.environ.get("CXX", "c++"), "-std=c++20", "-O1", "-w", *options, "-o", str(built),
                        str(source)], check=True)
        return str(built)

    def archive(self, body):
        self.compile("#include <cstdlib>\n#include <ctime>\n#include <unistd.h>\n#include <sys/socket.h>\n"
                     "namespace atb::core { long f(long x) { " + body + " } }\n", "-c")
        built = self.root / "libatb_core.a"
        built.unlink(missing_ok=True)
        subprocess.run(["ar", "rc", str(built), str(self.root / "a.out")], check=True)
        return str(built)

    def test_a_pure_function_has_no_fault(self):
        self.assertEqual(purity.archive_faults("core", self.archive("return x + 1;")), [])

    def test_each_way_out(self):
        for body, what in (("return time(nullptr);", "a clock"), ("return std::getenv(\"X\") != nullptr;",
                                                                  "the environment"),
                           ("return socket(1, 1, 0);", "a socket"), ("return rand();", "a random device"),
                           ("char c; return read(0, &c, 1);", "a file"), ("exit(1);", "the end")):
            with self.subTest(body):
                self.assert_fault(purity.archive_faults("core", self.archive(body)), "src/core/a.out:", what)

    def test_demangled_names_of_the_standard_library(self):
        for symbol in ("std::chrono::_V2::system_clock::now()", "std::random_device::_M_getval()",
                       "std::thread::_M_start_thread(std::unique_ptr<int>, void (*)())",
                       "std::basic_ifstream<char, std::char_traits<char> >::basic_ifstream()",
                       "spdlog::default_logger_raw()",
                       "std::filesystem::status(std::filesystem::__cxx11::path const&)"):
            with self.subTest(symbol):
                self.assertTrue(self.is_forbidden(symbol))

    def test_the_text_of_a_path_is_no_file(self):
        for symbol in ("std::filesystem::__cxx11::path::_M_split_cmpts()", "memcpy", "strtod", "timegm",
                       "std::ostream::write(char const*, long)", "fmt::v9::vformat()", "gmtime_r"):
            with self.subTest(symbol):
                self.assertFalse(self.is_forbidden(symbol))

    def is_forbidden(self, symbol):
        return any(purity.re.fullmatch(pattern, symbol) for _, pattern, _ in purity.FORBIDDEN)

    def test_an_archive_of_another_room_cannot_be_judged(self):
        self.assert_fault(purity.archive_faults("market", self.archive("return x;")), "", "cannot be judged")

    def program(self, room):
        return self.compile(f"namespace atb::core {{ int f() {{ return 1; }} }}\nnamespace atb::{room} {{ "
                            "int g() { return 2; } }\nint main() {}\n")

    def test_a_program_that_holds_what_it_must_not(self):
        self.assert_fault(purity.program_faults("ai-trading-bot-secrets", self.program("trading")),
                          "apps/ai-trading-bot-secrets:", "holds trading")
        self.assert_fault(purity.program_faults("ai-trading-bot", self.program("aws_simulator")),
                          "apps/ai-trading-bot:", "holds aws_simulator")
        self.assertEqual(purity.program_faults("ai-trading-bot", self.program("trading")), [])

    def test_a_stripped_program_cannot_be_judged(self):
        program = self.program("trading")
        subprocess.run(["strip", program], check=True)
        self.assert_fault(purity.program_faults("ai-trading-bot", program), "", "cannot be judged")


if __name__ == "__main__":
    unittest.main()
