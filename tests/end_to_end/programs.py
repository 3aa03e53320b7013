"""What the end-to-end tests share: where the programs are, a folder of one's own, a `.env`."""
import json
import os
import pathlib
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import unittest

BIN = pathlib.Path(sys.argv[1])
SOURCE = pathlib.Path(sys.argv[2])
BOT = BIN / "ai-trading-bot"
SAMPLE = SOURCE / "data" / "btcusd-1m-sample.csv.gz"

# The comparison job of docs/backtest.md, option by option.
COMPARISON = ["--interval", "1m", "--strategy", "sma-cross", "--set", "fast=10", "--set", "slow=30",
              "--cash", "1000", "--position-size", "0.10", "--stop-loss", "0.02",
              "--take-profit", "0.05", "--fee", "0.001", "--slippage", "0",
              "--quantity-step", "0.00000001", "--min-notional", "0"]

GUIDE_SETTINGS = json.loads((SOURCE / "docs" / "examples" / "staging.json").read_text())


class ProgramTest(unittest.TestCase):
    """Gives each test a folder and runs programs without the caller's settings."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="atb-end-to-end-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(self.folder),
                            "XDG_DATA_HOME": str(self.folder / "share")}

    def run_program(self, *arguments, program=BOT, file_bytes_max=None, **options):
        """Runs to the end. `file_bytes_max`: what one file may grow to, as on a full disk."""
        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (file_bytes_max, file_bytes_max))
        return subprocess.run([str(program), *map(str, arguments)], env=self.environment,
                              capture_output=True, text=True, timeout=200,
                              stdin=subprocess.DEVNULL,
                              preexec_fn=limit if file_bytes_max is not None else None, **options)

    def run_json(self, *arguments, **options):
        """Runs with --format json and reads the one object."""
        done = self.run_program(*arguments, "--format", "json", **options)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def refused(self, exit_code, *arguments, says=(), **options):
        """Runs and expects this exit code, these words on stderr, and nothing on stdout."""
        done = self.run_program(*arguments, **options)
        self.assertEqual(done.returncode, exit_code, done.stdout + done.stderr)
        self.assertEqual(done.stdout, "")
        for words in says:
            self.assertIn(words, done.stderr)
        self.assertIn(f"(exit {exit_code}, ", done.stderr)
        return done

    def write(self, name, text, mode=0o600):
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        path.chmod(mode)
        return path

    def env_file(self, name=".env", mode=0o600, **changes):
        """The guide's settings with changes; a change to None leaves the setting out."""
        settings = {**GUIDE_SETTINGS, **changes}
        lines = [f"{key}={value}\n" for key, value in settings.items() if value is not None]
        return self.write(name, "".join(lines), mode)


def main():
    unittest.main(argv=[sys.argv[0]], verbosity=1)
