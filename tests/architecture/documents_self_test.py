"""documents.py must find dead paths, commands that do not exist and paths of a machine."""
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

    def with_help(self):
        for page in ("trade", "data", "data-import"):
            self.write(f"docs/help/ai-trading-bot/{page}.txt")
        self.write("docs/help/ai-trading-bot-secrets/show.txt")

    def test_a_command_that_does_not_exist(self):
        self.with_help()
        for name, text, command in [
                ("README.md", "see `ai-trading-bot fly`", "ai-trading-bot fly"),
                ("docs/a/b.md", "\n```sh\nsudo bin/ai-trading-bot-secrets set x\n```\n",
                 "ai-trading-bot-secrets set"),
                ("docs/c.md", "`ai-trading-bot data export x`", "ai-trading-bot data export"),
                ("src/core/a.cpp", '"Do: ai-trading-bot-secrets set\\n"', "ai-trading-bot-secrets set"),
                ("apps/x/y.cpp", '"examples:\\n"\n"  ai-trading-bot fly"', "ai-trading-bot fly"),
                ("apps/x/z.cpp", '"a\\nai-trading-bot show"', "ai-trading-bot show")]:
            with self.subTest(name):
                path = self.write(name, text)
                self.assert_fault(documents.faults_of(self.root), f"{name}:", f'"{command}"')
                path.unlink()

    def test_commands_that_exist_and_words_that_are_none(self):
        self.with_help()
        self.write("README.md", "The ai-trading-bot flies. `ai-trading-bot data import a`, `ai-trading-bot`\n"
                                "```sh\nai-trading-bot trade well\nai-trading-bot   # fine\n"
                                "chown ai-trading-bot:ai-trading-bot x\n```\nai-trading-bot reads\n")
        self.write("src/core/a.cpp", '"systemd and ai-trading-bot alone"; "ai-trading-bot candles";\n'
                                     '"Run: ai-trading-bot-secrets show";  // ai-trading-bot is\n')
        self.assertEqual(documents.faults_of(self.root), [])

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
