"""What a tired person hands in: each a clear error with the documented exit code."""
import gzip
import json
import os

from programs import SAMPLE, ProgramTest, main

HEADER = "open_time_ms,open,high,low,close,volume\n"
GOOD = ["1514764800000,100,101,99,100,1\n", "1514764860000,100,101,99,100,1\n",
        "1514764920000,100,101,99,100,1\n"]


class CommandLine(ProgramTest):
    def test_unknown_commands_and_options(self):
        self.refused(2, says=["needs a command", "backtest"])
        self.refused(2, "backtset", says=['"ai-trading-bot backtset"', "ai-trading-bot backtest"])
        self.refused(2, "data", says=["needs a command", "import"])
        self.refused(2, "data", "impor", says=["Did you mean: ai-trading-bot data import"])
        self.refused(2, "backtest", says=["--candles"])
        self.refused(2, "backtest", "--candles", SAMPLE, "--fast", "10", says=["--fast"])
        self.refused(2, "backtest", "--candle", SAMPLE, says=["--candles"])
        self.refused(2, "backtest", "--candles", SAMPLE, "--format", "xml")

    def test_a_stray_value_is_not_repeated(self):
        for words in (["BINANCE_API_SECRET=canary-5ecret"], ["canary-5ecret"], ["xyz", "canary-5ecret"]):
            done = self.refused(2, "backtest", "--candles", SAMPLE, *words)
            self.assertNotIn("canary", done.stderr)
        self.assertNotIn("CANARY", self.refused(2, "CANARY5").stderr)

    def test_numbers_out_of_range_and_malformed(self):
        for option, value, words in [
                ("--position-size", "10", "position size 10"), ("--stop-loss", "2", "stop-loss 2"),
                ("--take-profit", "0", "take-profit 0"), ("--fee", "1e-3", "--fee"),
                ("--cash", "1,000", "--cash"), ("--cash", "-5", "cash -5"),
                ("--slippage", "0.6", "slippage"), ("--interval", "90s", "interval"),
                ("--set", "fast=30", "fast=30"), ("--set", "fast", "NAME=VALUE"),
                ("--strategy", "sma", "sma-cross"), ("--from", "yesterday", "yesterday"),
                ("--quantity-step", "0.000000001", "decimals"), ("--pair", "btcusdt", "btcusdt")]:
            with self.subTest(option=option, value=value):
                self.refused(2, "backtest", "--candles", SAMPLE, option, value, says=[words])

    def test_an_error_is_one_json_object_when_json_is_asked_for(self):
        done = self.run_program("backtest", "--candles", "absent.csv", "--format", "json")
        self.assertEqual(done.returncode, 5)
        self.assertEqual(json.loads(done.stdout)["error"]["exit_code"], 5)

    def test_a_full_standard_output_is_an_error(self):
        with open("/dev/full", "w") as full:
            import subprocess
            from programs import BOT
            done = subprocess.run([BOT, "backtest", "--candles", SAMPLE], stdout=full,
                                  stderr=subprocess.PIPE, text=True, env=self.environment)
        self.assertEqual(done.returncode, 1)
        self.assertIn("standard output", done.stderr)


    def test_an_empty_value_is_not_the_default(self):
        self.refused(2, "backtest", "--candles", SAMPLE, "--output", "", says=["--output"])
        self.refused(2, "data", "list", "--data-dir", "", says=["--data-dir"])

    def test_a_mistyped_command_answers_in_json_too(self):
        done = self.run_program("backtset", "--format", "json")
        self.assertEqual(json.loads(done.stdout)["error"]["exit_code"], 2)

    def test_a_reader_that_has_seen_enough_is_no_fault(self):
        import subprocess
        from programs import BOT
        done = subprocess.run(f"'{BOT}' settings list | head -n 1", shell=True, text=True,
                              capture_output=True, env=self.environment)
        self.assertEqual(done.stderr, "")


class CandleFiles(ProgramTest):
    def candles(self, *rows, header=HEADER):
        return self.write("bars.csv", header + "".join(rows))

    def test_bad_rows_are_named_with_file_line_and_reason(self):
        for row, words in [
                ("1514764980000,100,101,99,abc,1\n", "close"),
                ("1514764980000,100,101,99\n", "field"),
                ("1514764980000,100,99,99,100,1\n", "high"),
                ("1514764980000,100,101,99,100,-1\n", "volume"),
                ("1514764980000,100.123456789,101,99,100,1\n", "decimal"),
                ("1514764800000,100,101,99,100,1\n", "time"),
                ("1514764920000,100,101,99,100,1\n", "time"),
                (",,,,,\n", ""), ("1514764980000,1e2,101,99,100,1\n", "open")]:
            with self.subTest(row=row):
                path = self.candles(*GOOD, row)
                self.refused(2, "backtest", "--candles", path, says=[f"{path}:5", words])

    def test_files_that_are_none(self):
        self.refused(5, "backtest", "--candles", self.folder / "absent.csv")
        self.refused(2, "backtest", "--candles", self.folder)
        self.refused(2, "backtest", "--candles", self.write("empty.csv", ""))
        self.refused(2, "backtest", "--candles", self.candles())
        self.refused(2, "backtest", "--candles", self.write("text.csv", "hello\nworld\n"))
        cut = self.folder / "cut.csv.gz"
        cut.write_bytes(SAMPLE.read_bytes()[:50_000])
        self.refused(2, "backtest", "--candles", cut)

    def test_a_file_that_is_no_candle_file_is_not_quoted(self):
        path = self.write("keys.env", "BINANCE_API_SECRET=canary-5ecret\n")
        self.assertNotIn("canary", self.refused(2, "backtest", "--candles", path).stderr)

    def test_gaps_are_left_as_they_are(self):
        path = self.candles(*GOOD, "1514768400000,100,101,99,100,1\n")
        self.assertEqual(self.run_json("backtest", "--candles", path)["bars"], 4)

    def test_nothing_is_half_imported(self):
        good = self.candles(*GOOD)
        bad = self.write("bad.csv", HEADER + GOOD[0] + "1514764860000,100,99,99,100,1\n")
        self.refused(2, "data", "import", good, bad, "--symbol", "BTCUSDT", "--interval", "1m",
                     says=[f"{bad}:3"])
        self.refused(5, "backtest", "--candles", "store:BTCUSDT", "--interval", "1m")

    def test_a_full_disk_leaves_the_store_as_it_was(self):
        # One file may grow to 8 KiB; the store of the sample needs megabytes.
        self.refused(1, "data", "import", SAMPLE, "--symbol", "BTCUSD", "--interval", "1m",
                     file_bytes_max=8192)
        self.refused(5, "backtest", "--candles", "store:BTCUSD", "--interval", "1m")
        left = [name for _, _, names in os.walk(self.folder / "share") for name in names
                if not name.endswith(".lock")]
        self.assertEqual(left, [])

    def test_binance_archive_rows_of_both_units_are_read(self):
        rows = ["1735686000000,100,101,99,100,1,1735689599999,100,7,0.5,50,0\n",
                "1735689600000000,100,101,99,100,1,1735693199999999,100,7,0.5,50,0\n"]
        path = self.folder / "archive.csv.gz"
        with gzip.open(path, "wt") as out:
            out.write("".join(rows))
        result = self.run_json("backtest", "--candles", path, "--interval", "1h")
        self.assertEqual(result["first_open_time"], "2024-12-31T23:00:00Z")
        self.assertEqual(result["last_open_time"], "2025-01-01T00:00:00Z")


class Settings(ProgramTest):
    def test_every_fault_is_named_at_once(self):
        env = self.env_file(DATABASE_URL=None, TRADING_MODE="lve", MAX_POSITION_SIZE="10",
                            INITIAL_BALANCE="1e3")
        self.refused(3, "settings", "check", "--env-file", env,
                     says=["DATABASE_URL", "TRADING_MODE", "MAX_POSITION_SIZE", "0.1",
                           "INITIAL_BALANCE"])

    def test_a_forgotten_env_file_is_said_to_be_missing(self):
        for verb in (["status"], ["journal"], ["settings", "check"], ["trade", "--replay", SAMPLE]):
            self.refused(3, *verb, says=["--env-file"])

    def test_unknown_settings_are_warned_about_and_pass(self):
        env = self.env_file(TRADING_PIAR="BTCUSDT")
        done = self.run_program("settings", "check", "--env-file", env)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("TRADING_PIAR", done.stdout + done.stderr)
        self.assertIn("TRADING_PAIR", done.stdout + done.stderr)

    def test_what_the_bot_would_refuse_fails_the_check_too(self):
        for name, value, words in [
                ("TRADING_PAIR", "FOOBAR", "BTCUSDT"), ("STRATEGY", "foo", "sma-cross"),
                ("STRATEGY_PARAMETERS", "x=1", "fast"),
                ("STRATEGY_PARAMETERS", "fast=30,slow=30", "shorter"),
                ("CANDLE_INTERVAL", "7h", "15m")]:
            env = self.env_file(**{name: value})
            for command in (["settings", "check"], ["trade", "--replay", SAMPLE]):
                with self.subTest(name=name, value=value, command=command[0]):
                    done = self.refused(3, *command, "--env-file", env, says=[f"{name} ", words])
                    self.assertNotIn(value, done.stderr)

    def test_what_only_the_bot_can_judge_is_reported_with_the_rest(self):
        env = self.env_file(TRADING_PAIR="FOOBAR", STRATEGY_PARAMETERS="fast=x", LOG_LEVEL="loud")
        self.refused(3, "settings", "check", "--env-file", env,
                     says=["3 settings", "TRADING_PAIR", "STRATEGY_PARAMETERS", "LOG_LEVEL"])

    def test_the_candle_interval_counts_where_it_is_set(self):
        hourly = self.env_file(CANDLE_INTERVAL="1h")
        self.refused(2, "trade", "--env-file", hourly, "--replay", SAMPLE,
                     says=["CANDLE_INTERVAL", "1m apart, not 1h"])
        self.run_json("trade", "--env-file", hourly, "--replay", SAMPLE, "--interval", "1m")
        unset = self.env_file(DATABASE_URL="sqlite:///data/other.db")
        self.run_json("trade", "--env-file", unset, "--replay", SAMPLE)

    def test_a_duplicate_key_and_a_broken_line(self):
        env = self.write(".env", "TRADING_MODE=paper\nTRADING_MODE=live\nexport A=b\n")
        self.refused(3, "settings", "check", "--env-file", env, says=["TRADING_MODE", "3"])

    def test_files_that_others_could_read_or_replace(self):
        for mode in (0o644, 0o640, 0o660, 0o666):
            with self.subTest(mode=oct(mode)):
                self.refused(7, "settings", "check", "--env-file", self.env_file(mode=mode),
                             says=["chmod 600"])
        link = self.folder / "link"
        link.symlink_to(self.env_file())
        self.refused(7, "settings", "check", "--env-file", link)
        self.refused(5, "settings", "check", "--env-file", self.folder / "absent")

    def test_a_value_never_shows_in_an_error(self):
        env = self.write(".env", "BINANCE_API_SECRET=ca nary-5ecret\nTRADING_MODE=canary-5ecret\n")
        done = self.refused(3, "settings", "check", "--env-file", env)
        self.assertNotIn("nary-5ecret", done.stderr)

    def test_recorded_candles_are_never_traded_live(self):
        env = self.env_file(TRADING_MODE="live", ENVIRONMENT="production",
                            BINANCE_API_KEY="k" * 64, BINANCE_API_SECRET="s" * 64)
        self.refused(7, "trade", "--env-file", env, "--replay", SAMPLE, says=["paper"])
        staging = self.env_file(TRADING_MODE="live", ENVIRONMENT="staging",
                                BINANCE_API_KEY="k" * 64, BINANCE_API_SECRET="s" * 64)
        self.refused(7, "trade", "--env-file", staging, "--replay", SAMPLE)


class Books(ProgramTest):
    def test_a_full_disk_stops_trading_and_keeps_the_books(self):
        env = self.env_file()
        done = self.run_program("trade", "--env-file", env, "--replay", SAMPLE,
                                file_bytes_max=512 * 1024)
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        self.assertIn("store.failed", done.stderr)
        whole = self.run_json("trade", "--env-file", env, "--replay", SAMPLE)
        backtest = self.run_json("backtest", "--candles", SAMPLE)
        self.assertEqual(whole["account"]["commands_sha256"], backtest["commands_sha256"])
        self.assertEqual(whole["final_equity"], backtest["final_equity"])

    def test_candles_of_another_pair_are_not_traded(self):
        self.run_json("data", "import", SAMPLE, "--symbol", "ETHUSDT", "--interval", "1m")
        self.refused(7, "trade", "--env-file", self.env_file(), "--replay", "store:ETHUSDT",
                     says=["ETHUSDT", "BTCUSDT"])

    def test_a_hole_before_the_new_candles_and_changed_settings_are_told(self):
        rows = [f"{1514764800000 + i * 60000},100,110,90,{100 + i % 7},1\n" for i in range(200)]
        env = self.env_file()
        first = self.write("first.csv", HEADER + "".join(rows[:60]))
        later = self.write("later.csv", HEADER + "".join(rows[100:]))
        self.run_json("trade", "--env-file", env, "--replay", first)
        done = self.run_program("trade", "--env-file", env, "--replay", later, "--cash", "5000",
                                "--set", "fast=5")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("40 candles are missing", done.stderr)
        self.assertIn("began with 1000", done.stderr)
        self.assertIn("fast=5", done.stderr)

    def test_there_are_no_books_yet(self):
        env = self.env_file()
        self.refused(5, "status", "--env-file", env)
        self.refused(5, "journal", "--env-file", env)
        self.refused(2, "trade", "--env-file", env, says=["--replay"])

    def test_the_books_of_the_pair_in_the_settings_are_shown(self):
        bitcoin, ether = self.env_file(), self.env_file("ether", TRADING_PAIR="ETHUSDT")
        self.run_json("trade", "--env-file", bitcoin, "--replay", SAMPLE)
        for command in ("status", "journal"):
            self.refused(5, command, "--env-file", ether,
                         says=["no account of ETHUSDT in paper mode", "BTCUSDT", "--pair"])
        self.run_json("trade", "--env-file", ether, "--replay", SAMPLE)
        database = ["--database", self.folder / "share/ai-trading-bot/data/trading_bot.db"]
        for chosen, pair in [(["--env-file", bitcoin], "BTCUSDT"), (["--env-file", ether], "ETHUSDT"),
                             (database, "ETHUSDT"), ([*database, "--pair", "BTCUSDT"], "BTCUSDT"),
                             (["--env-file", ether, "--pair", "BTCUSDT"], "BTCUSDT")]:
            with self.subTest(chosen=chosen):
                self.assertEqual(self.status(*chosen)["pair"], pair)
                self.assertEqual(self.run_json("journal", *chosen, "--limit", "1")["pair"], pair)
        self.refused(5, "status", *database, "--pair", "SOLUSDT")

    def status(self, *arguments):
        """The status of books that no bot has open."""
        done = self.run_program("status", *arguments, "--format", "json")
        self.assertEqual(done.returncode, 3, done.stderr)
        return json.loads(done.stdout)

    def test_status_has_the_limits_and_the_version_of_the_settings(self):
        version = "0e4f7a4c-5d3b-4c1e-9f59-5d2f8a3c1b11"
        plain = self.env_file()
        fetched = self.write("fetched", "# Settings of ai-trading-bot.\n# secret: ai-trading-bot/staging\n"
                             f"# version: {version}\n" + plain.read_text() + "# version: later\n")
        self.run_json("trade", "--env-file", plain, "--replay", SAMPLE)
        limits = {"max_position_size": "0.1", "stop_loss": "0.02", "take_profit": "0.05"}
        database = self.folder / "share/ai-trading-bot/data/trading_bot.db"
        for chosen, expected in [(["--env-file", fetched], (None, limits, version)),
                                 (["--env-file", plain], (None, limits, None)),
                                 (["--database", database], (None, None, None))]:
            with self.subTest(chosen=chosen):
                status = self.status(*chosen)
                self.assertEqual((status["model"], status["limits"], status["settings_version"]),
                                 expected)

    def test_the_journal_is_found_by_order_and_time(self):
        env = self.env_file()
        self.run_json("trade", "--env-file", env, "--replay", SAMPLE)
        rows = self.run_json("journal", "--env-file", env, "--limit", "200")["rows"]
        order = next(row["order"] for row in rows if row["kind"] == "fill")
        of_order = self.run_json("journal", "--env-file", env, "--order", order)["rows"]
        self.assertEqual([row["kind"] for row in of_order if row["kind"] != "cancelled"],
                         ["intent", "accepted", "fill"])
        self.refused(2, "journal", "--env-file", env, "--order", "twelve")
        self.refused(2, "journal", "--env-file", env, "--since", "soon")


if __name__ == "__main__":
    main()
