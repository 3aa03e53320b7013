"""No piece of a secret is left in the memory of a program when it ends: memory_scan.cpp, preloaded,
searches all that the process could write. The real library, network and parsers take part."""
import json
import re
import secrets
import subprocess

from aws_world import SECRETS, AwsTest
from programs import BIN, BOT, GUIDE_SETTINGS, main

MASK = 0x5A


class Memory(AwsTest):
    def setUp(self):
        super().setUp()
        self.secret = secrets.token_hex(32)
        self.settings = GUIDE_SETTINGS | {"BINANCE_API_SECRET": self.secret}

    def left_by(self, program, *arguments, code=0, stdin="", **environment):
        """What the scan found after the program's end, one line per region of memory."""
        result = self.folder / "scan"
        masked = bytes(byte ^ MASK for byte in self.secret.encode())
        done = subprocess.run(
            [str(program), *map(str, arguments)], capture_output=True, text=True, timeout=60,
            input=stdin,
            env=self.environment | environment | {
                "LD_PRELOAD": str(BIN / "memory_scan.so"), "ATB_SCAN_FOR": masked.hex(),
                "ATB_SCAN_RESULT": str(result)})
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        *found, last = result.read_text().splitlines()
        self.assertEqual(last, "scanned")
        return found

    def test_the_scan_finds_what_is_there(self):
        self.assertTrue(self.left_by(BOT, "settings", "list", SOME_VARIABLE=self.secret))

    def test_the_settings_check(self):
        file = self.env_file(BINANCE_API_SECRET=self.secret)
        self.assertEqual(self.left_by(BOT, "settings", "check", "--env-file", file), [])

    def check(self, *runs):
        """Each run is a verb, options, standard input and exit code; of verbs that this build has."""
        text = subprocess.run([str(SECRETS), "--help"], capture_output=True, text=True).stdout
        verbs = set(re.findall(r"(?m)^  (\w+) ", text))
        self.assertIn("fetch", verbs)
        for verb, options, stdin, code in runs:
            if verb not in verbs:
                continue
            with self.subTest(verb=verb, options=options):
                self.assertEqual(self.left_by(SECRETS, verb, *options, "--endpoint-url", self.url,
                                              code=code, stdin=stdin), [])

    def test_the_secrets_workflow(self):
        self.start_simulator()
        source = self.write("settings.json", json.dumps(self.settings))
        fetch = ["--env-file", self.env_path]
        self.check(("init", ["--from-json", source], "", 0), ("show", [], "", 0),
                   ("show", ["--format", "json"], "", 0), ("fetch", [*fetch, "--dry-run"], "", 0),
                   ("fetch", fetch, "", 0), ("fetch", fetch, "", 0),
                   ("fetch", [*fetch, "--reload-service=/nowhere/control.sock"], "", 0),
                   ("fetch", [*fetch, "--min-interval", "60s"], "", 0),
                   ("init", ["--secret-id", "copy", "--from-env", self.env_path], "", 0),
                   ("set", ["BINANCE_API_SECRET=-"], self.secret + "x", 0), ("diff", [], "", 0),
                   ("unset", ["TRADING_PAIR"], "", 0), ("versions", [], "", 0))
        self.assertIn(self.secret, self.env_path.read_text())

    def test_failures(self):
        self.start_simulator()
        self.init(self.settings)
        self.fetch()
        fetch = ["--env-file", self.env_path]
        for faults in ({"TRADING_MODE": self.secret}, {"NOTE": "a\n" + self.secret},
                       {"BINANCE_API_KEY": {"nested": self.secret}}):
            self.put_settings(self.settings | faults)
            self.check(("fetch", fetch, "", 3))
        self.put_settings(self.settings | {"NOTE": "two words"})
        self.check(("fetch", [*fetch, "--reader", "docker"], "", 3))
        self.simulator.terminate()
        self.simulator.wait(10)
        self.check(("fetch", fetch, "", 6), ("fetch", [*fetch, "--max-age", "48h"], "", 0))


if __name__ == "__main__":
    main()
