"""No piece of a secret is left in the memory of a program when it ends: memory_scan.cpp, preloaded,
searches all that the process could write. The real library, network and parsers take part."""
import json
import secrets
import subprocess

from programs import BIN, BOT, GUIDE_SETTINGS, ProgramTest, main

SECRETS = BIN / "ai-trading-bot-secrets"
MASK = 0x5A


class Memory(ProgramTest):
    def setUp(self):
        super().setUp()
        self.secret = secrets.token_hex(32)
        self.settings = GUIDE_SETTINGS | {"BINANCE_API_SECRET": self.secret}
        self.environment |= {
            "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_REGION": "us-east-1", "AWS_MAX_ATTEMPTS": "1",
            "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"}

    def start_simulator(self):
        simulator = subprocess.Popen([str(BIN / "aws-simulator"), "--port", "0"],
                                     stdout=subprocess.PIPE, text=True)
        self.addCleanup(simulator.stdout.close)
        self.addCleanup(simulator.wait, 10)
        self.addCleanup(simulator.terminate)
        return json.loads(simulator.stdout.readline())["url"]

    def left_by(self, program, *arguments, secret=None, **environment):
        """What the scan found after the program's end, one line per region of memory."""
        result = self.folder / "scan"
        masked = bytes(byte ^ MASK for byte in (secret or self.secret).encode())
        done = subprocess.run(
            [str(program), *map(str, arguments)], capture_output=True, text=True, timeout=60,
            stdin=subprocess.DEVNULL,
            env=self.environment | environment | {
                "LD_PRELOAD": str(BIN / "memory_scan.so"), "ATB_SCAN_FOR": masked.hex(),
                "ATB_SCAN_RESULT": str(result)})
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        *found, last = result.read_text().splitlines()
        self.assertEqual(last, "scanned")
        return found

    def test_the_scan_finds_what_is_there(self):
        self.assertTrue(self.left_by(BOT, "settings", "list", SOME_VARIABLE=self.secret))

    def test_the_settings_check(self):
        file = self.env_file(BINANCE_API_SECRET=self.secret)
        self.assertEqual(self.left_by(BOT, "settings", "check", "--env-file", file), [])

    def test_the_secrets_workflow(self):
        at = ("--endpoint-url", self.start_simulator())
        source = self.write("settings.json", json.dumps(self.settings))
        env_file = self.folder / "out.env"
        for arguments in (("init", "--from-json", source), ("show",), ("show", "--format", "json"),
                          ("fetch", "--env-file", env_file), ("fetch", "--env-file", env_file),
                          ("init", "--secret-id", "copy", "--from-env", env_file)):
            with self.subTest(arguments=arguments):
                self.assertEqual(self.left_by(SECRETS, *arguments, *at), [])
        self.assertIn(self.secret, env_file.read_text())


if __name__ == "__main__":
    main()
