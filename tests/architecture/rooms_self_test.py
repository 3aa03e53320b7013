"""rooms.py must find each thing that a room can lack."""
import unittest

import rooms
from bad_tree import BadTreeTest


class Rooms(BadTreeTest):
    def setUp(self):
        super().setUp()
        self.write("src/layers.txt", "core:\n")
        self.write("src/core/CMakeLists.txt", "atb_library(core)\n")
        self.write("src/core/README.md", "# core\n\n- `a.h` the a\n")
        self.write("src/core/a.h")
        self.write("src/core/a.cpp")
        self.write("tests/core/a_test.cpp")

    def test_a_sound_tree_has_no_fault(self):
        self.assertEqual(rooms.faults_of(self.root), [])

    def test_a_source_without_a_test(self):
        self.write("src/core/b.h")
        self.write("src/core/b.cpp")
        self.assert_fault(rooms.faults_of(self.root), "src/core/b.cpp:1:", "tests/core/b_test.cpp")

    def test_a_header_that_the_readme_does_not_name(self):
        self.write("src/core/b.h")
        self.assert_fault(rooms.faults_of(self.root), "src/core/README.md:1:", "`b.h`")

    def test_a_long_readme(self):
        self.write("src/core/README.md", "`a.h`\n" * 16)
        self.assert_fault(rooms.faults_of(self.root), "src/core/README.md:16:", "15 lines")

    def test_a_missing_readme(self):
        (self.root / "src/core/README.md").unlink()
        self.assert_fault(rooms.faults_of(self.root), "src/core: has no README.md")

    def test_a_room_that_is_not_listed(self):
        self.write("src/extra/CMakeLists.txt")
        self.assert_fault(rooms.faults_of(self.root), "src/extra: is not in src/layers.txt")

    def test_a_listed_room_that_is_not_there(self):
        self.write("src/layers.txt", "core:\nghost: core\n")
        self.assert_fault(rooms.faults_of(self.root), "src/layers.txt: lists ghost")

    def test_a_folder_without_a_cmake_file(self):
        self.write("src/extra/a.h")
        self.assert_fault(rooms.faults_of(self.root), "src/extra: has no CMakeLists.txt")


if __name__ == "__main__":
    unittest.main()
