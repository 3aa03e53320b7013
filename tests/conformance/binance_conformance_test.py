"""Published Binance clients against binance-simulator, unchanged: npm's ccxt, binance and
@binance/spot. Every call of every runner must pass; the table of client x call is printed."""

import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
RUNNERS = ["ccxt", "tiagosiebly", "official"]
CALLS_MIN = {"ccxt": 60, "tiagosiebly": 117, "official": 119}
# The example pair of Binance's public documentation: binance-simulator's account from the start.
KEY = "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A"
SECRET = "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j"


def ed25519_pair(folder):
    """A new private key as PKCS#8 PEM and its public half."""
    private = os.path.join(folder, "ed25519.pem")
    subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", private], check=True)
    public = subprocess.run(["openssl", "pkey", "-in", private, "-pubout"], check=True,
                            capture_output=True, text=True).stdout
    with open(private, encoding="ascii") as file:
        return file.read(), public


def write_account(folder, public):
    """The example HMAC key and an Ed25519 key, of one account."""
    path = os.path.join(folder, "account.json")
    rights = ["reading", "spot_trading"]
    account = {
        "balances": {"USDT": "100000", "BTC": "2", "BNB": "10"},
        "keys": [
            {"key": KEY, "type": "hmac", "secret": SECRET, "rights": rights},
            {"key": "conformance-ed25519", "type": "ed25519", "public_key": public, "rights": rights},
        ],
    }
    with open(path, "w", encoding="utf-8") as file:
        json.dump(account, file)
    return path


def run(name, world):
    """The lines of one runner."""
    runner = subprocess.run(["node", os.path.join(HERE, "binance", f"{name}_runner.mjs")],
                            input=json.dumps(world), capture_output=True, text=True, timeout=240)
    lines = [json.loads(line) for line in runner.stdout.splitlines() if line.startswith("{")]
    if runner.returncode != 0 or len(lines) < CALLS_MIN[name]:
        lines.append({"call": "the runner itself", "passed": False,
                      "message": f"{len(lines)} calls, exit {runner.returncode}: {runner.stderr[-2000:]}"})
    return lines


def play(program, name):
    """A fresh simulator for each client."""
    with tempfile.TemporaryDirectory() as folder:
        pem, public = ed25519_pair(folder)
        simulator = subprocess.Popen(
            [program, "--port", "0", "--random-walk", "7", "--account", write_account(folder, public)],
            stdout=subprocess.PIPE, text=True)
        try:
            url = json.loads(simulator.stdout.readline())["url"]
            return run(name, {
                "url": url, "websocket": url.replace("http", "ws", 1), "key": KEY, "secret": SECRET,
                "ed25519": {"key": "conformance-ed25519", "pem": pem},
            })
        finally:
            simulator.terminate()
            if simulator.wait(timeout=10) != 0:
                raise SystemExit("binance-simulator did not end with 0 on SIGTERM")


def main():
    failures = 0
    for name in sys.argv[2:] or RUNNERS:
        lines = play(sys.argv[1], name)
        for line in lines:
            print(f"| {name} | {line['call']} | {'passed' if line['passed'] else 'FAILED'} |")
            if not line["passed"]:
                failures += 1
                print(line["message"])
        print(f"{name}: {sum(line['passed'] for line in lines)} of {len(lines)} calls passed")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
