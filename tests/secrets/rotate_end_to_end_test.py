"""A rotation of the Binance keys against aws-simulator and a Binance of the tests, as a user runs it.

usage: rotate_end_to_end_test.py SECRETS_PROGRAM SIMULATOR
"""

import json
import sys
import unittest

from rotation_world import PRODUCTION, RotationWorld


class Rotation(RotationWorld):
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
