"""Fails when a file includes a room that src/layers.txt does not grant it, or when a program uses a
room that it must not hold. The one argument is the root of the project."""
import pathlib
import re
import sys

import tree

# What a program may use: `only` these rooms, or all `but` these (and rooms that match a pattern).
SECRETS = {"core", "settings", "files", "net", "control", "binance", "aws", "secrets", "account",
           "doctor"}
PROGRAMS = {
    "common": {"only": {"core"}},
    "ai-trading-bot": {"but": {"aws", "secrets"}},
    "ai-trading-bot-secrets": {"only": SECRETS},
    "aws-simulator": {"only": {"core", "net", "aws", "files", "aws_simulator"}},
    "binance-simulator": {"only": {"core", "market", "trading", "exchange", "net", "files",
                                   "history", "binance_simulator"}},
}
INCLUDE = re.compile(r'\s*#\s*include\s+["<]([^">]+)[">]')


def sources(folder):
    return sorted(path for path in folder.rglob("*") if path.suffix in (".h", ".cpp"))


def includes(path):
    """(line number, path that is included) of each include of a file."""
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if found := INCLUDE.match(line):
            yield number, found[1]


def check_rooms(root, allowed):
    rooms = set(allowed) | {path.name for path in (root / "src").iterdir() if path.is_dir()}
    for path in sources(root / "src"):
        owner = path.relative_to(root / "src").parts[0]
        for number, included in includes(path):
            where = f"{path.relative_to(root)}:{number}"
            used = included.split("/")[0]
            if "../" in included or ("/" not in included and (path.parent / included).exists()):
                yield (f"{where}: \"{included}\" is relative: include it from the root of src, "
                       f"as \"{owner}/…\"")
            elif "/" in included and used in rooms and used not in {owner, *allowed.get(owner, [])}:
                yield (f"{where}: {owner} may not include {used}: put the concept where both may "
                       f"see it, or grant {used} to {owner} in src/layers.txt with a reason")


def may_use(rule, room):
    if "only" in rule:
        return room in rule["only"]
    return room not in rule["but"] and not room.endswith("_simulator")


def check_programs(root, rooms):
    for folder in sorted(path for path in (root / "apps").iterdir() if path.is_dir()):
        rule = PROGRAMS.get(folder.name)
        if rule is None:
            yield f"apps/{folder.name}: has no rule: name its rooms in tests/architecture/layers.py"
            continue
        for path in sources(folder):
            for number, included in includes(path):
                used = included.split("/")[0]
                if used in rooms and "/" in included and not may_use(rule, used):
                    yield (f"{path.relative_to(root)}:{number}: {folder.name} may not use {used}: "
                           "see the table of programs in ARCHITECTURE.md")
        listfile = folder / "CMakeLists.txt"
        for number, line in enumerate(listfile.read_text().splitlines(), 1):
            for used in re.findall(r"\batb_([a-z_]+)", line.split("#")[0]):
                if used in rooms and not may_use(rule, used):
                    yield f"{listfile.relative_to(root)}:{number}: {folder.name} may not link {used}"


def faults_of(root):
    allowed, faults = tree.layers(root)
    faults += check_rooms(root, allowed)
    faults += check_programs(root, set(allowed))
    return faults


if __name__ == "__main__":
    project = pathlib.Path(sys.argv[1])
    tree.report(faults_of(project), f"{len(tree.layers(project)[0])} rooms, no include against the rule")
