"""A small project in a temporary folder, for the self-tests of the rules."""
import pathlib
import shutil
import tempfile
import unittest


class BadTreeTest(unittest.TestCase):
    """`write` puts a file into the tree; `assert_fault` says what a rule must find in it."""

    def setUp(self):
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="atb-architecture-"))
        self.addCleanup(shutil.rmtree, self.root)

    def write(self, name, text=""):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def assert_fault(self, faults, start, *parts):
        """One of the faults starts with `start` (file and line) and holds all the parts."""
        self.assertTrue(
            any(fault.startswith(start) and all(part in fault for part in parts) for fault in faults),
            f"no fault {start!r} with {parts!r} in {faults!r}")
