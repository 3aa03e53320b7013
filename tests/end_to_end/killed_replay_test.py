"""A paper run that is killed again and again ends as if it had not been killed."""
import gzip
import json
import random
import signal
import subprocess
import time

from programs import BOT, SAMPLE, ProgramTest, main

SEED = 20261124


class KilledReplay(ProgramTest):
    def setUp(self):
        super().setUp()
        self.random = random.Random(SEED)
        self.env = self.env_file()

    def bars(self, count):
        with gzip.open(SAMPLE, "rt") as lines:
            rows = [next(lines) for _ in range(count + 1)]
        return self.write(f"bars-{count}.csv", "".join(rows))

    def start(self, bars, *options):
        return subprocess.Popen(
            [BOT, "trade", "--env-file", self.env, "--replay", bars, "--format", "json", *options],
            env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)

    def whole_run_seconds(self, bars, *options):
        """How long a run takes here that nobody kills, with books of its own."""
        env = self.env_file("unkilled.env", DATABASE_URL="sqlite:///data/unkilled.db")
        started = time.monotonic()
        self.run_json("trade", "--env-file", env, "--replay", bars, *options)
        return time.monotonic() - started

    def run_with_kills(self, bars, number, *options):
        """Starts the run anew after each kill; the last one gets to its end."""
        started = time.monotonic()
        self.run_program("--version")
        start_up = time.monotonic() - started
        longest = start_up + 1.2 * self.whole_run_seconds(bars, *options) / number
        kills = 0
        while True:
            process = self.start(bars, *options)
            try:
                output, _ = process.communicate(
                    timeout=self.random.uniform(0.001, longest) if kills < number else 120)
                self.assertEqual(process.returncode, 0)
                return kills, json.loads(output)
            except subprocess.TimeoutExpired:
                process.kill()
                process.communicate()
                kills += 1

    def check(self, count, number, *options):
        bars = self.bars(count)
        expected = self.run_json("backtest", "--candles", bars)
        kills, result = self.run_with_kills(bars, number, *options)
        self.assertGreater(kills, number // 3, "the run ended before it could be killed often")
        self.assertEqual(result["final_equity"], expected["final_equity"])
        self.assertEqual(result["account"]["closed_trades"], expected["closed_trades"])
        self.assertEqual(result["account"]["commands_sha256"], expected["commands_sha256"])

    def test_with_each_order_on_the_disk_first(self):
        self.check(20_000, 30, "--journal-sync", "order")

    def test_with_checkpoints(self):
        self.check(100_000, 15)

    def test_stops_cleanly_on_sigterm_and_goes_on(self):
        bars = self.bars(100_000)
        expected = self.run_json("backtest", "--candles", bars)
        process = subprocess.Popen(
            [BOT, "trade", "--env-file", self.env, "--replay", bars, "--format", "json",
             "--journal-sync", "order"],
            env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for line in process.stderr:  # said once signals are handled and before the first candle
            if "paper trading starts" in line:
                break
        process.send_signal(signal.SIGTERM)
        output, _ = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 0)
        self.assertTrue(json.loads(output)["stopped"])
        status = self.run_program("status", "--env-file", self.env, "--format", "json")
        self.assertEqual(status.returncode, 3)
        self.assertEqual(json.loads(status.stdout)["state"], "stopped")
        rest = self.run_json("trade", "--env-file", self.env, "--replay", bars)
        self.assertGreater(rest["bars"], 0)
        self.assertEqual(rest["account"]["commands_sha256"], expected["commands_sha256"])


if __name__ == "__main__":
    main()
