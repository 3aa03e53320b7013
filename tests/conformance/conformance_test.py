"""Runs the scenarios with every client, each against a fresh aws-simulator, and compares what they
were answered, step by step: Debian's awscli, boto3, the AWS SDK for JavaScript v3 and our own.
Prints a table of operation and client.

usage: conformance_test.py PATH_OF_AWS_SIMULATOR PATH_OF_CONFORMANCE_CLIENT [SCENARIO...]
"""

import collections
import concurrent.futures
import json
import pathlib
import subprocess
import sys
import tempfile

import clients
from normal_form import carried
from scenario import Play, read_scenario

CLIENTS = ("awscli", "boto3", "SDK v3", "ours")


def start_client(name, program, folder, metadata):
    if name == "awscli":
        return clients.CommandLine(folder, metadata)
    if name == "boto3":
        return clients.make_boto3(folder, metadata)
    if name == "SDK v3":
        return clients.make_sdk(folder, metadata)
    return clients.WithStandIn(program, folder, metadata)


def play(scenario, name, simulator, program):
    """The outcomes of a scenario's steps with one client."""
    with tempfile.TemporaryDirectory() as folder, Play(simulator, scenario) as played:
        client = start_client(name, program, folder, played.metadata)
        try:
            return played.run(client)
        finally:
            client.end()


def judge(step, outcomes):
    """What is wrong with the outcomes of a step, client by client."""
    expected = step.get("expect", "ok")
    reference = outcomes["SDK v3"]  # the newest model
    for name, outcome in outcomes.items():
        if outcome["code"] == "not sent":
            continue
        wanted = step.get("ours", expected) if name == "ours" else expected
        if outcome["code"] != wanted:
            yield f"{name}: {outcome['code']} instead of {wanted}: {outcome.get('message', '')}"
        elif reference["code"] != expected:
            continue  # said above, and nothing to compare with
        elif name == "ours" and ("ours" in step or not outcome["ours"]):
            continue
        elif name == "ours" and not carried(outcome.get("result", {}), reference.get("result", {})):
            yield f"ours: {show(outcome)}\n    SDK v3: {show(reference)}"
        elif name != "ours" and outcome != reference:
            yield f"{name}: {show(outcome)}\n    SDK v3: {show(reference)}"


def show(value):
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


class Table:
    """How often each operation was answered alike: results and errors, client by client."""

    def __init__(self):
        self.rows = collections.defaultdict(lambda: {name: [0, 0] for name in CLIENTS})
        self.codes = collections.defaultdict(set)

    def add(self, step, outcomes):
        operation = f"{step['service']} {step['operation']}"
        for name, outcome in outcomes.items():
            by_design = name == "ours" and "ours" in step
            if outcome["code"] != "not sent" and outcome.get("ours", True) and not by_design:
                self.rows[operation][name][outcome["code"] != "ok"] += 1
        if step.get("expect", "ok") != "ok":
            self.codes[operation].add(step["expect"])

    def gaps(self, operations):
        """Operations of our client without an equal result or without an equal error."""
        return [operation for operation in operations if not all(self.rows[operation]["ours"])]

    def print(self):
        print("Equal answers, results + errors; '-': that client has no call for it.\n")
        print(f"| {'operation':39} |" + "".join(f" {name:7} |" for name in CLIENTS) + " errors |")
        print("| --- |" + " --- |" * len(CLIENTS) + " --- |")
        for operation, counts in sorted(self.rows.items()):
            cells = (f"{ok} + {bad}" if ok + bad else "-" for ok, bad in counts.values())
            print(f"| {operation:39} |" + "".join(f" {cell:7} |" for cell in cells)
                  + f" {', '.join(sorted(self.codes[operation]))} |")


def list_operations(program):
    listed = subprocess.run([program, "--list"], capture_output=True, text=True, check=True)
    return listed.stdout.splitlines()


def main(simulator, program, *chosen):
    if clients.NODE is None or not (clients.HERE / "node" / "node_modules").is_dir():
        sys.exit("The AWS SDK v3 is not installed: run script/bootstrap --test")
    files = [pathlib.Path(file) for file in chosen] or sorted(
        (clients.HERE / "scenario").glob("*.json"))
    scenarios = {file.stem: read_scenario(file) for file in files}
    with concurrent.futures.ThreadPoolExecutor(max_workers=3) as pool:
        running = {(title, name): pool.submit(play, scenario, name, simulator, program)
                   for name in CLIENTS for title, scenario in scenarios.items()}
        played = {which: future.result() for which, future in running.items()}
    table, faults = Table(), 0
    for title, scenario in scenarios.items():
        calls = [step for step in scenario["steps"] if "operation" in step]
        for number, step in enumerate(calls):
            outcomes = {name: played[title, name][number] for name in CLIENTS}
            wrong = list(judge(step, outcomes))
            for line in wrong:
                print(f"{title} {number}, {step['service']} {step['operation']}: {line}")
            faults += len(wrong)
            if not wrong:
                table.add(step, outcomes)
    table.print()
    print(f"\n{faults} differences" if faults else "\nall equal")
    gaps = [] if chosen else table.gaps(list_operations(program))
    for operation in gaps:
        print(f"{operation}: the scenarios lack a result or an error of our client")
    return 1 if faults or gaps else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
