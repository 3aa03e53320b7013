"""`fetch` over TLS on loopback: wall time and peak memory, beside `aws secretsmanager get-secret-value`
and a boto3 script, all in one run and in turn. They only get the secret; fetch also checks it and
compares it with the `.env` in place. Quote the ratios.

usage: bench/fetch_command.py [RUNS [BIN-FOLDER]]     (python3-boto3, awscli, openssl; 20 runs)
"""
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(__file__).resolve().parent.parent
PYTHON = "/usr/bin/python3"
GET_BY_BOTO3 = (
    "import boto3, sys; "
    "client = boto3.client('secretsmanager', endpoint_url=sys.argv[1], verify=sys.argv[2]); "
    "print(len(client.get_secret_value(SecretId='ai-trading-bot/staging')['SecretString']))")


def make_certificate(folder):
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes",
         "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1",
         "-keyout", folder / "key.pem", "-out", folder / "certificate.pem"],
        check=True, capture_output=True)


class Stopwatch:
    """Wall and CPU milliseconds and peak MiB of a run, from the system's own accounting.

    A child's peak starts with that of the process that made it. So a small one makes them, and no
    peak below its own 9 MiB can be seen."""

    SMALL = """
import os, sys, time
quiet = os.open(os.devnull, os.O_WRONLY)
for line in sys.stdin:
    command = line[:-1].split("\\0")
    started = time.monotonic()
    pid = os.posix_spawn(command[0], command, os.environ,
                         file_actions=[(os.POSIX_SPAWN_DUP2, quiet, 1),
                                       (os.POSIX_SPAWN_DUP2, quiet, 2)])
    _, status, usage = os.wait4(pid, 0)
    wall = time.monotonic() - started
    print(status, wall * 1e3, (usage.ru_utime + usage.ru_stime) * 1e3, usage.ru_maxrss / 1024,
          flush=True)
"""

    def __init__(self, environment):
        self.process = subprocess.Popen([PYTHON, "-I", "-S", "-c", self.SMALL], env=environment,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def measure(self, command):
        self.process.stdin.write("\0".join(command) + "\n")
        self.process.stdin.flush()
        status, *result = map(float, self.process.stdout.readline().split())
        if status != 0:
            raise SystemExit(f"{command[0]} failed with status {status:.0f}")
        return result

    def close(self):
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


def compare(commands, environment, runs):
    results = {name: [] for name in commands}
    watch = Stopwatch(environment)
    for number in range(runs + 1):
        for name, command in commands.items():
            result = watch.measure(command)
            if number > 0:
                results[name].append(result)
    watch.close()
    print(f"the secret over TLS on loopback, median of {runs} runs in turn")
    print(f"{'':<34}{'wall ms':>9}{'cpu ms':>9}{'MiB':>8}{'wall ratio':>12}{'MiB ratio':>11}")
    first = None
    for name, rows in results.items():
        wall, cpu, memory = (statistics.median(column) for column in zip(*rows))
        first = first or (wall, memory)
        print(f"{name:<34}{wall:>9.1f}{cpu:>9.1f}{memory:>8.1f}{wall / first[0]:>12.1f}"
              f"{memory / first[1]:>11.1f}")


def main():
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    programs = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else SOURCE / "build/release/bin"
    programs = programs.resolve()
    with tempfile.TemporaryDirectory(prefix="atb-bench-") as scratch:
        folder = pathlib.Path(scratch)
        make_certificate(folder)
        bundle = str(folder / "certificate.pem")
        environment = {
            "PATH": os.environ["PATH"], "HOME": scratch, "AWS_REGION": "us-east-1",
            "AWS_DEFAULT_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE",
            "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
            "AWS_CA_BUNDLE": bundle}
        simulator = subprocess.Popen(
            [programs / "aws-simulator", "--port", "0", "--tls-certificate", bundle,
             "--tls-key", folder / "key.pem"], stdout=subprocess.PIPE, text=True)
        url = json.loads(simulator.stdout.readline())["url"]
        try:
            secrets = str(programs / "ai-trading-bot-secrets")
            subprocess.run([secrets, "init", "--from-json", "-", "--endpoint-url", url], check=True,
                           input=(SOURCE / "docs/examples/staging.json").read_text(), text=True,
                           env=environment, capture_output=True)
            compare({
                "ai-trading-bot-secrets fetch": [secrets, "fetch", "--env-file", f"{scratch}/.env",
                                                 "--endpoint-url", url],
                "aws secretsmanager": ["/usr/bin/aws", "secretsmanager", "get-secret-value",
                                       "--secret-id", "ai-trading-bot/staging",
                                       "--endpoint-url", url, "--ca-bundle", bundle],
                "python3 with boto3": [PYTHON, "-c", GET_BY_BOTO3, url, bundle],
            }, environment, runs)
        finally:
            simulator.terminate()
            simulator.wait()


if __name__ == "__main__":
    main()
