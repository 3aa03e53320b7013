"""The whole `backtest` command over 1,000,000 bars: wall time and peak memory, from CSV and from the
store, beside a bare loop over the same file, all in one run and in turn. Quote the ratios.

usage: bench/backtest_command.py [RUNS [BIN-FOLDER]]
"""
import gzip
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

SOURCE = pathlib.Path(__file__).resolve().parent.parent
STEP_MS = 60_000


def million_bars(path):
    """The shipped 100,000 minutes ten times over, each copy behind the last."""
    with gzip.open(SOURCE / "data" / "btcusd-1m-sample.csv.gz", "rt") as lines:
        header = next(lines)
        rows = [line.split(",", 1) for line in lines]
    length = int(rows[-1][0]) - int(rows[0][0]) + STEP_MS
    with open(path, "w") as out:
        out.write(header)
        for copy in range(10):
            out.writelines(f"{int(at) + copy * length},{rest}" for at, rest in rows)


def measure(command, environment):
    """Wall seconds and peak MiB of one run, from the operating system's own accounting."""
    read, write = os.pipe()
    pid = os.posix_spawn(command[0], command, environment,
                         file_actions=[(os.POSIX_SPAWN_DUP2, write, 1)])
    os.close(write)
    started = time.monotonic()
    with os.fdopen(read, "rb") as out:
        out.read()
    _, status, usage = os.wait4(pid, 0)
    wall = time.monotonic() - started
    if status != 0:
        raise SystemExit(f"{command[0]} failed with status {status}")
    return usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024


def main():
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    folder = pathlib.Path(sys.argv[2]).resolve() if len(sys.argv) > 2 else SOURCE / "build/release/bin"
    with tempfile.TemporaryDirectory(prefix="atb-bench-") as scratch:
        bars = os.path.join(scratch, "bars.csv")
        million_bars(bars)
        environment = {"PATH": os.environ["PATH"], "XDG_DATA_HOME": scratch, "HOME": scratch}
        bot = str(folder / "ai-trading-bot")
        subprocess.run([bot, "data", "import", bars, "--symbol", "BTCUSD", "--interval", "1m"],
                       env=environment, check=True, stdout=subprocess.DEVNULL)
        commands = {
            "bare loop from CSV": [str(folder / "bare_loop"), bars],
            "backtest from CSV": [bot, "backtest", "--candles", bars, "--interval", "1m"],
            "backtest from store": [bot, "backtest", "--candles", "store:BTCUSD", "--interval", "1m"],
        }
        results = {name: [] for name in commands}
        for number in range(runs + 1):
            for name, command in commands.items():
                result = measure(command, environment)
                if number > 0:
                    results[name].append(result)
    floor = None
    print(f"1,000,000 bars, median of {runs} runs in turn")
    print(f"{'':<22}{'cpu s':>8}{'wall s':>8}{'MiB':>8}{'wall ratio':>12}")
    for name, rows in results.items():
        cpu, wall, memory = (statistics.median(column) for column in zip(*rows))
        floor = floor or wall
        print(f"{name:<22}{cpu:>8.3f}{wall:>8.3f}{memory:>8.1f}{wall / floor:>11.2f}")


if __name__ == "__main__":
    main()
