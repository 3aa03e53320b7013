"""`fetch --reload-service` and a bot that listens on its control socket."""
import json
import os
import socket
import threading

from aws_world import AwsTest
from programs import GUIDE_SETTINGS, main


class Bot:
    """Answers each request with `answer` and remembers the commands."""

    def __init__(self, path, answer):
        self.answer, self.commands = answer, []
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.bind(str(path))
        os.chmod(path, 0o600)
        self.socket.listen()
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()

    def serve(self):
        while True:
            connection, _ = self.socket.accept()
            with connection, connection.makefile("rw") as lines:
                text = lines.readline()
                if not text:
                    return
                self.commands.append(json.loads(text)["command"])
                lines.write(json.dumps(self.answer) + "\n")

    def stop(self, path):
        with socket.socket(socket.AF_UNIX) as last:
            last.connect(str(path))
        self.thread.join()
        self.socket.close()


class Reload(AwsTest):
    def setUp(self):
        super().setUp()
        self.start_simulator()
        self.init()
        self.path = self.folder / "control.sock"

    def start_bot(self, **answer):
        self.bot = Bot(self.path, answer)
        self.addCleanup(self.bot.stop, self.path)

    def fetch_and_tell(self, *arguments, **options):
        return self.fetch(f"--reload-service={self.path}", *arguments, **options)

    def reload_of(self, **options):
        return json.loads(self.fetch_and_tell("--format", "json", **options).stdout)["reload"]

    def test_the_bot_takes_over_a_changed_secret(self):
        self.start_bot(ok=True, settings_version="2", changed=["LOG_LEVEL", "TRADING_PAIR"],
                       needs_restart=["TRADING_PAIR"])
        self.assertEqual(self.reload_of()["outcome"], "reloaded")
        self.assertEqual(self.reload_of()["outcome"], "not_needed")
        self.secrets("set", "LOG_LEVEL=DEBUG", "TRADING_PAIR=ETHUSDT")
        report = json.loads(self.fetch_and_tell("--format", "json").stdout)
        self.assertEqual(report["needs_restart"], ["TRADING_PAIR"])
        self.assertEqual(report["reload"], {
            "outcome": "reloaded", "settings_version": "2", "took_effect": ["LOG_LEVEL"],
            "needs_restart": ["TRADING_PAIR"]})
        self.assertEqual(self.bot.commands, ["reload", "reload"])

    def test_people_read_what_took_effect(self):
        self.start_bot(ok=True, settings_version="2", changed=["LOG_LEVEL"],
                       needs_restart=["TRADING_PAIR"])
        text = self.fetch_and_tell().stdout
        self.assertIn("took effect: LOG_LEVEL\n", text)
        self.assertIn("needs a restart: TRADING_PAIR\n", text)

    def test_no_bot_is_no_failure(self):
        self.assertIn("reads the file when it starts", self.fetch_and_tell().stdout)
        self.start_bot(ok=True, settings_version="1", changed=[], needs_restart=[])
        self.assertEqual(self.reload_of()["outcome"], "reloaded", "it may have read the old file")

    def test_a_change_whose_fetch_told_nobody_is_told_by_the_next(self):
        self.start_bot(ok=True, settings_version="1", changed=[], needs_restart=[])
        self.fetch()
        self.assertEqual(self.reload_of()["outcome"], "reloaded")

    def test_the_bots_refusal_gives_the_exit_code_and_the_file_stays(self):
        for code, kind in ((3, "settings"), (7, "refused")):
            with self.subTest(code=code):
                self.path.unlink(missing_ok=True)
                bot = Bot(self.path, {"ok": False, "error": {
                    "kind": kind, "code": "bot.reason", "message": "the pair cannot change now",
                    "advice": "Wait.", "exit_code": code}})
                done = self.fetch_and_tell("--format", "json", code=code)
                bot.stop(self.path)
                report = json.loads(done.stdout)
                self.assertEqual(report["reload"]["outcome"], "failed")
                self.assertEqual(report["reload"]["error"]["exit_code"], code)
                self.assertIn("the pair cannot change now [bot.reason]", done.stderr)
                self.assertIn("in place", done.stderr)
                self.assertTrue(self.env_path.exists())

    def test_a_dry_run_tells_nobody(self):
        self.start_bot(ok=True)
        self.fetch_and_tell("--dry-run")
        self.assertEqual(self.bot.commands, [])

    def test_a_name_that_is_no_unit_is_refused_before_anything_is_done(self):
        self.fetch("--reload-service=../x", code=2)
        self.assertFalse(self.env_path.exists())


if __name__ == "__main__":
    main()
