"""help_pages.py must find a page that differs, is missing, is left over or says too little."""
import unittest

import help_pages
from bad_tree import BadTreeTest

PROGRAM = """#!/bin/sh
case "$*" in
--help) printf 'purpose\\nUsage: tool [OPTIONS] SUBCOMMAND\\n\\nSubcommands:\\n  data    candles\\n\\n' ;;
"data --help") printf 'candles\\nUsage: tool data SUBCOMMAND\\n\\nSubcommands:\\n  a-very-long-name\\n      x\\n\\n' ;;
"data a-very-long-name --help") printf 'x\\nUsage: tool data a-very-long-name\\n\\n' ;;
esac
FOOTER
"""
FOOTER = "printf 'exit codes: 0 done\\n\\nexamples:\\n  tool data x\\n  echo y | tool data x --z\\n'"


class HelpPages(BadTreeTest):
    def setUp(self):
        super().setUp()
        self.make_program(FOOTER)
        help_pages.write(self.root, [self.program])

    def make_program(self, footer):
        self.program = self.write("tool", PROGRAM.replace("FOOTER", footer))
        self.program.chmod(0o755)

    def faults(self):
        return help_pages.faults_of(self.root, [self.program])

    def test_written_pages_are_as_documented(self):
        pages = sorted(str(path.relative_to(self.root)) for path in self.root.rglob("*.txt"))
        self.assertEqual(pages, ["docs/help/tool.txt", "docs/help/tool/data-a-very-long-name.txt",
                                 "docs/help/tool/data.txt"])
        self.assertEqual(self.faults(), [])

    def test_a_page_that_differs(self):
        self.write("docs/help/tool/data.txt", "candles\nUsage: other\n")
        self.assert_fault(self.faults(), "docs/help/tool/data.txt:2:", "differs")

    def test_a_missing_and_a_left_over_page(self):
        (self.root / "docs/help/tool.txt").rename(self.root / "docs/help/tool/gone.txt")
        self.assert_fault(self.faults(), "docs/help/tool.txt:1:", "missing")
        self.assert_fault(self.faults(), "docs/help/tool/gone.txt:1:", "no program")

    def test_writing_again_removes_what_is_left_over(self):
        self.write("docs/help/tool/gone.txt")
        help_pages.write(self.root, [self.program])
        self.assertEqual(self.faults(), [])

    def test_one_example_is_too_few(self):
        self.make_program("printf 'exit codes: 0 done\\nexamples:\\n  tool data x\\n'")
        self.assert_fault(self.faults(), "docs/help/tool/data.txt:1:", "1 examples")

    def test_no_exit_codes(self):
        self.make_program("printf 'examples:\\n  tool a\\n  tool b\\n'")
        self.assert_fault(self.faults(), "docs/help/tool/data.txt:1:", "exit codes")


if __name__ == "__main__":
    unittest.main()
