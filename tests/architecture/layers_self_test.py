"""layers.py must find each way to break the rule, and nothing in a sound tree."""
import unittest

import layers
from bad_tree import BadTreeTest


class Layers(BadTreeTest):
    def setUp(self):
        super().setUp()
        self.write("src/layers.txt", "# rule\ncore:\nmarket: core\naws: core\nsecrets: core aws\n")
        self.write("src/core/a.h", '#include <vector>\n#include "core/b.h"\n')
        self.write("src/market/m.cpp", '#include "core/a.h"\n')
        self.write("apps/ai-trading-bot/main.cpp", '#include "market/m.h"\n')
        self.write("apps/ai-trading-bot/CMakeLists.txt", "atb_program(ai-trading-bot atb_market)\n")

    def test_a_sound_tree_has_no_fault(self):
        self.assertEqual(layers.faults_of(self.root), [])

    def test_an_upward_include(self):
        self.write("src/core/a.h", '// a\n#include "market/m.h"\n')
        self.assert_fault(layers.faults_of(self.root), "src/core/a.h:2:", "core may not include market")

    def test_an_upward_include_in_angle_brackets(self):
        self.write("src/core/a.h", "#  include <market/m.h>\n")
        self.assert_fault(layers.faults_of(self.root), "src/core/a.h:1:", "market")

    def test_a_relative_include(self):
        self.write("src/market/m.cpp", '#include "../core/a.h"\n')
        self.assert_fault(layers.faults_of(self.root), "src/market/m.cpp:1:", "relative")

    def test_a_grant_of_a_later_room(self):
        self.write("src/layers.txt", "core: market\nmarket: core\n")
        self.assert_fault(layers.faults_of(self.root), "src/layers.txt:1:", "core uses market")

    def test_the_bot_with_the_secrets_room(self):
        self.write("apps/ai-trading-bot/x.cpp", '\n#include "secrets/fetch/fetch.h"\n')
        self.assert_fault(layers.faults_of(self.root), "apps/ai-trading-bot/x.cpp:2:", "secrets")

    def test_the_bot_linked_with_aws(self):
        self.write("apps/ai-trading-bot/CMakeLists.txt", "atb_program(ai-trading-bot\n  atb_aws)\n")
        self.assert_fault(layers.faults_of(self.root), "apps/ai-trading-bot/CMakeLists.txt:2:", "aws")

    def test_the_secrets_program_with_the_market(self):
        self.write("apps/ai-trading-bot-secrets/CMakeLists.txt")
        self.write("apps/ai-trading-bot-secrets/main.cpp", '#include "market/candle.h"\n')
        self.assert_fault(layers.faults_of(self.root), "apps/ai-trading-bot-secrets/main.cpp:1:")

    def test_a_program_without_a_rule(self):
        self.write("apps/new-program/main.cpp")
        self.assert_fault(layers.faults_of(self.root), "apps/new-program: has no rule")


if __name__ == "__main__":
    unittest.main()
