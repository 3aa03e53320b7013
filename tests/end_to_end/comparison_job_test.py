"""The comparison job: one result from CSV, from the store and from paper trading, on every run."""
import decimal
import hashlib

from programs import COMPARISON, SAMPLE, ProgramTest, main


class ComparisonJob(ProgramTest):
    def backtest(self, *arguments):
        result = self.run_json("backtest", *arguments, *COMPARISON)
        del result["load_seconds"], result["engine_seconds"]
        return result

    def test_gives_the_expected_result(self):
        result = self.backtest("--candles", SAMPLE)
        self.assertEqual(result["bars"], 100_000)
        equity = decimal.Decimal(result["final_equity"])
        self.assertLess(abs(equity - decimal.Decimal("683.0930")), decimal.Decimal("0.01"))
        self.assertEqual(result["closed_trades"], 1941)
        self.assertEqual(result["exits"],
                         {"signal": 1897, "stop_loss": 25, "take_profit": 19, "other": 0})
        self.assertEqual(result["open_positions"], 1)
        self.assertEqual(result["first_open_time"], "2018-01-01T00:00:00Z")
        self.assertEqual(result["last_open_time"], "2018-03-11T10:42:00Z")

    def test_has_the_comparison_jobs_options_as_defaults(self):
        result = self.run_json("backtest", "--candles", SAMPLE)
        self.assertEqual(result["commands_sha256"],
                         self.backtest("--candles", SAMPLE)["commands_sha256"])

    def test_writes_the_same_bytes_on_every_run_and_from_the_store(self):
        imported = self.run_json("data", "import", SAMPLE, "--symbol", "BTCUSD", "--interval", "1m")
        self.assertEqual(imported["rows"], 100_000)
        texts, files, objects = set(), set(), []
        for number, source in enumerate([SAMPLE, SAMPLE, "store:BTCUSD"]):
            output = self.folder / f"report-{number}"
            done = self.run_program("backtest", "--candles", source, *COMPARISON, "--output", output)
            self.assertEqual(done.returncode, 0, done.stderr)
            texts.add(done.stdout)
            files.add(tuple(hashlib.sha256((output / name).read_bytes()).hexdigest()
                            for name in ("trades.csv", "equity.csv", "report.html")))
            objects.append(self.backtest("--candles", source))
        self.assertEqual((len(texts), len(files)), (1, 1))
        self.assertEqual(objects[0], objects[1])
        self.assertEqual(objects[0], objects[2])

    def test_paper_trading_issues_the_commands_of_the_backtest(self):
        backtest = self.backtest("--candles", SAMPLE)
        paper = self.run_json("trade", "--env-file", self.env_file(), "--replay", SAMPLE)
        for field in ("commands_sha256", "final_equity", "closed_trades", "exits", "fees"):
            self.assertEqual(paper[field], backtest[field], field)
        self.assertEqual(paper["account"]["commands_sha256"], backtest["commands_sha256"])


if __name__ == "__main__":
    main()
