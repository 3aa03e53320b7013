"""A rotation of the Binance keys against aws-simulator and a Binance of this file, as a user runs it.

usage: rotate_end_to_end_test.py SECRETS_PROGRAM SIMULATOR
"""

import http.server
import json
import os
import secrets
import socket
import sys
import threading
import time
import unittest
import urllib.parse

from end_to_end_test import World, live_settings

PRODUCTION = ("--environment", "production")


class Binance(http.server.BaseHTTPRequestHandler):
    """Keys that work, by their accounts; every other key is refused as Binance refuses it."""

    def do_GET(self):
        path = urllib.parse.urlsplit(self.path).path
        account = self.server.keys.get(self.headers.get("X-MBX-APIKEY"))
        if path == "/api/v3/time":
            self.answer(200, {"serverTime": int(time.time() * 1000)})
        elif account is None:
            self.answer(400, {"code": -2015, "msg": "Invalid API-key, IP, or permissions for action."})
        elif self.headers.get("X-MBX-APIKEY") == self.server.broken:
            self.answer(503, {})
        elif path == "/api/v3/account":
            self.answer(200, {"canTrade": True, "uid": account})
        else:
            rights = {"ipRestrict": True, "createTime": int(time.time() * 1000),
                      "enableReading": True, "enableSpotAndMarginTrading": True,
                      "permitsUniversalTransfer": False,
                      "enableWithdrawals": self.server.withdrawals}
            self.answer(200, {name: rights[name] for name in rights.keys() - self.server.untold})

    def answer(self, status, body):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *arguments):
        pass


class Bot(threading.Thread):
    """A bot's control socket: says which version of the secret its .env is from, or refuses to
    reload with the error that it was given instead."""

    def __init__(self, path, version_of_file):
        super().__init__(daemon=True)
        self.version_of_file = version_of_file
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(str(path))
        os.chmod(path, 0o600)
        self.listener.listen()
        self.start()

    def run(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            with connection, connection.makefile("rw") as stream:
                command = json.loads(stream.readline())["command"]
                stream.write(json.dumps(self.answer(command)) + "\n")

    def answer(self, command):
        if isinstance(self.version_of_file, dict):
            return {"ok": True} if command == "status" else {"ok": False, "error": self.version_of_file}
        return {"ok": True, "settings_version": self.version_of_file(), "changed": [], "needs_restart": []}


class Rotation(World):
    def setUp(self):
        super().setUp()
        self.settings = live_settings()
        self.pair = {name: secrets.token_hex(32) for name in ("BINANCE_API_KEY", "BINANCE_API_SECRET")}
        self.init(self.settings, *PRODUCTION, "--yes")
        self.binance = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Binance)
        self.binance.keys = {self.settings["BINANCE_API_KEY"]: 7, self.pair["BINANCE_API_KEY"]: 7}
        self.binance.withdrawals = False
        self.binance.untold = set()
        self.binance.broken = None
        threading.Thread(target=self.binance.serve_forever, daemon=True).start()
        self.addCleanup(self.binance.server_close)
        self.addCleanup(self.binance.shutdown)

    def rotate(self, *arguments, code=0, form="json"):
        return self.run_program(
            "rotate", *PRODUCTION, "--yes", "--binance-url",
            f"http://127.0.0.1:{self.binance.server_port}", "--format", form, *arguments,
            stdin=json.dumps(self.pair), code=code)

    def fetched_version(self):
        lines = self.env_file.read_text().splitlines()
        return next(line.split()[-1] for line in lines if line.startswith("# version: "))

    def start_bot(self, version_of_file):
        path = self.directory / "control.sock"
        bot = Bot(path, version_of_file)
        self.addCleanup(bot.listener.close)
        return ("--env-file", str(self.env_file), "--socket", str(path), "--confirm-timeout", "1s")

    def key_in_file(self):
        self.fetch(*PRODUCTION)
        return self.file_values()["BINANCE_API_KEY"]

    def test_a_rotation_from_the_new_key_to_the_death_of_the_old_one(self):
        self.fetch(*PRODUCTION)
        place = self.start_bot(self.fetched_version)
        done = self.rotate("--from-json", "-", *place)
        report = json.loads(done.stdout)
        self.assertTrue(report["confirmed"])
        for value in [*self.pair.values(), self.settings["BINANCE_API_SECRET"]]:
            self.assertNotIn(value, done.stdout + done.stderr)
        self.assertEqual(self.file_values(), self.settings | self.pair)
        self.assertEqual(json.loads(self.rotate("--from-json", "-").stdout)["outcome"], "unchanged")
        self.assertIn("still works", self.rotate("--finish", code=7).stderr)
        del self.binance.keys[self.settings["BINANCE_API_KEY"]]
        self.assertEqual(json.loads(self.rotate("--finish").stdout)["outcome"], "old_key_dead")
        self.rotate("--abort", code=7)

    def test_a_bot_that_does_not_take_the_key_over_gets_the_old_one_back(self):
        self.fetch(*PRODUCTION)
        place = self.start_bot(lambda: "another version")
        done = self.rotate("--from-json", "-", *place, code=7)
        self.assertIn("is in force again", done.stderr)
        self.assertEqual(self.key_in_file(), self.settings["BINANCE_API_KEY"])

    def test_a_later_version_of_the_same_settings_is_confirmed_by_what_the_file_names(self):
        self.fetch(*PRODUCTION)
        place = self.start_bot(self.fetched_version)
        self.rotate("--from-json", "-", *place)
        for pair in ("ETHUSDT", self.settings["TRADING_PAIR"]):
            self.run_program("set", *PRODUCTION, "--yes", f"TRADING_PAIR={pair}")
        report = json.loads(self.rotate("--from-json", "-", *place).stdout)
        self.assertEqual((report["outcome"], report["confirmed"]), ("unchanged", True))

    def test_without_a_bot_nothing_is_begun(self):
        self.rotate("--from-json", "-", "--env-file", str(self.env_file), "--socket",
                    str(self.directory / "none.sock"), code=5)
        self.assertEqual(self.key_in_file(), self.settings["BINANCE_API_KEY"])

    def test_an_unfit_or_unknown_key_is_refused(self):
        self.binance.withdrawals = True
        self.assertIn("enableWithdrawals", self.rotate("--from-json", "-", code=7).stderr)
        del self.binance.keys[self.pair["BINANCE_API_KEY"]]
        self.rotate("--from-json", "-", code=4)
        self.rotate("--from-json", "-", "--skip-key-check", code=7)
        self.assertEqual(self.key_in_file(), self.settings["BINANCE_API_KEY"])

    def test_abort_goes_back_to_the_old_pair(self):
        self.rotate("--from-json", "-")
        self.rotate("--abort", *self.start_bot(lambda: "broken by the new key"), code=7)
        for _ in range(2):  # the old pair stays, however often it is asked for
            self.assertEqual(self.key_in_file(), self.settings["BINANCE_API_KEY"])
            done = self.rotate("--abort")
            self.assertEqual(json.loads(done.stdout)["outcome"], "unchanged")

    def test_a_pair_that_was_aborted_and_rotated_in_again_is_aborted_again(self):
        for _ in range(2):
            self.rotate("--from-json", "-")
            self.assertEqual(json.loads(self.rotate("--abort").stdout)["outcome"], "aborted")
            self.assertEqual(self.key_in_file(), self.settings["BINANCE_API_KEY"])
        self.assertIn("nothing to abort", self.rotate("--abort", form="text").stdout)

    def test_abort_after_the_death_of_the_old_key_is_refused(self):
        self.rotate("--from-json", "-")
        del self.binance.keys[self.settings["BINANCE_API_KEY"]]
        report = json.loads(self.rotate("--finish").stdout)
        self.assertTrue(any("API Management" in text for text in report["warnings"]))
        self.assertIn("old_key_dead", self.rotate("--abort", code=7).stderr)
        self.assertEqual(self.key_in_file(), self.pair["BINANCE_API_KEY"])

    def test_an_abort_where_no_bot_runs_leaves_the_file_for_its_start(self):
        self.fetch(*PRODUCTION)
        self.rotate("--from-json", "-")
        done = self.rotate("--abort", "--env-file", str(self.env_file), "--socket",
                           str(self.directory / "none.sock"))
        report = json.loads(done.stdout)
        self.assertEqual((report["outcome"], report["confirmed"]), ("aborted", False))
        self.assertTrue(any("when it starts" in text for text in report["warnings"]))
        self.assertEqual(self.file_values()["BINANCE_API_KEY"], self.settings["BINANCE_API_KEY"])

    def test_an_unconfirmed_rotation_says_how_to_tell_the_bot_and_not_to_delete_a_key(self):
        self.init(self.settings, "--secret-id", "desk/production", *PRODUCTION, "--yes")
        text = self.rotate("--from-json", "-", "--secret-id", "desk/production", form="text").stdout
        self.assertNotIn("delete the old key", text)
        options = f"--environment production --secret-id desk/production --endpoint-url {self.url}"
        self.assertIn("the running bot was not told", text)
        self.assertIn(f"next: ai-trading-bot-secrets fetch {options} --reload-service", text)
        self.assertIn(f"then: ai-trading-bot-secrets rotate {options} --finish", text)

    def test_a_dry_run_says_in_text_what_its_json_says(self):
        self.assertIn("would put", self.rotate("--from-json", "-", "--dry-run", form="text").stdout)
        self.rotate("--from-json", "-")
        self.assertIn("unchanged: the key", self.rotate("--from-json", "-", "--dry-run", form="text").stdout)
        self.assertEqual(json.loads(self.rotate("--from-json", "-", "--dry-run").stdout)["outcome"], "unchanged")

    def test_all_warnings_of_a_run_are_in_its_json(self):
        self.fetch(*PRODUCTION)
        del self.binance.keys[self.settings["BINANCE_API_KEY"]]  # cannot be compared
        done = self.rotate("--from-json", "-", *self.start_bot(self.fetched_version))
        told = [line.removeprefix("warning: ") for line in done.stderr.splitlines()
                if line.startswith("warning: ")]
        self.assertTrue(told)
        self.assertEqual(json.loads(done.stdout)["warnings"], told)

    def test_a_failure_of_binance_on_the_way_is_temporary_and_changes_nothing(self):
        self.binance.broken = self.settings["BINANCE_API_KEY"]
        self.rotate("--from-json", "-", code=6)
        self.assertEqual(self.key_in_file(), self.settings["BINANCE_API_KEY"])

    def test_a_right_that_is_not_told_is_a_fault_in_production(self):
        self.binance.untold = {"permitsUniversalTransfer"}
        self.assertIn("permitsUniversalTransfer", self.rotate("--from-json", "-", code=7).stderr)

    def test_a_place_that_cannot_be_written_is_found_before_the_pair_is_put_in_force(self):
        place = self.start_bot(lambda: "any")
        self.env_file.write_text("#!/bin/sh\nexit 1\n")
        self.env_file.chmod(0o600)
        self.assertIn("not_an_env_file", self.rotate("--from-json", "-", *place, code=7).stderr)
        self.env_file.unlink()
        self.assertEqual(self.key_in_file(), self.settings["BINANCE_API_KEY"])

    def test_what_the_bot_refuses_keeps_its_exit_code(self):
        self.fetch(*PRODUCTION)
        place = self.start_bot({"kind": "settings", "code": "settings.invalid", "message": "STOP is wrong",
                                "advice": "mend it"})
        done = self.rotate("--from-json", "-", *place[:-1], "1h", code=3)
        self.assertIn("STOP is wrong", done.stderr)
        self.assertIn("is in force again", done.stderr)

    def test_no_bot_names_the_way_without_one(self):
        done = self.rotate("--from-json", "-", "--env-file", str(self.env_file), "--socket",
                           str(self.directory / "none.sock"), code=5)
        options = f"--environment production --endpoint-url {self.url}"
        self.assertIn(f"ai-trading-bot-secrets rotate {options}\n", done.stderr)
        self.assertIn(f"ai-trading-bot-secrets fetch {options} --env-file {self.env_file}\n", done.stderr)

    def test_versions_count_a_key_from_the_first_version_and_mention_what_they_leave_out(self):
        first = self.run_program("versions", *PRODUCTION, "--format", "json").stdout
        for level in ("DEBUG", "ERROR", "INFO"):
            self.run_program("set", *PRODUCTION, "--yes", f"LOG_LEVEL={level}")
        listed = self.run_program("versions", *PRODUCTION, "--format", "json").stdout
        self.assertEqual(json.loads(listed)["key_since"], json.loads(first)["key_since"])
        self.assertEqual(json.loads(listed)["left_out"], 2)
        self.assertIn("2 more without a label: --all", self.run_program("versions", *PRODUCTION).stdout)
        self.assertNotIn("more without", self.run_program("versions", *PRODUCTION, "--all").stdout)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=1)
