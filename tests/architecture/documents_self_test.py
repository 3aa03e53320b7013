"""documents.py must find dead paths and paths of a machine."""
import unittest

import documents
from bad_tree import BadTreeTest


class Documents(BadTreeTest):
    def setUp(self):
        super().setUp()
        self.write("src/layers.txt", "core:\n")
        self.write("src/core/a.h")
        self.write("ARCHITECTURE.md", "`src/core/a.h` `core/a.h` `a.h` `src/<room>/*.h` `src/`\n"
                                      "`/opt/ai-trading-bot/.env` `ai-trading-bot/production` `.env`\n")

    def test_a_sound_tree_has_no_fault(self):
        self.assertEqual(documents.faults_of(self.root), [])

    def test_each_way_to_name_a_file_that_is_not_there(self):
        for path in ("src/core/gone.h", "core/gone.h", "gone.h", "tests/<room>/x.cpp", "docs/", "core/x"):
            with self.subTest(path):
                self.write("ARCHITECTURE.md", f"\nsee `{path}`\n")
                self.assert_fault(documents.faults_of(self.root), "ARCHITECTURE.md:2:", f"`{path}`")

    def test_a_missing_document(self):
        (self.root / "ARCHITECTURE.md").unlink()
        self.assert_fault(documents.faults_of(self.root), "ARCHITECTURE.md:1:", "missing")

    def test_a_path_of_a_machine(self):
        for path in ("/wor" + "k/shared/x", "/tm" + "p/wt/r"):
            with self.subTest(path):
                self.write("script/x", f"#!/bin/sh\ncat {path}\n")
                self.assert_fault(documents.faults_of(self.root), "script/x:2:", "one machine")

    def test_a_word_that_only_looks_like_one(self):
        self.write("script/x", "https://example.org/frame" + "/wor" + "ks and net" + "wor" + "k/x\n")
        self.assertEqual(documents.faults_of(self.root), [])


if __name__ == "__main__":
    unittest.main()
