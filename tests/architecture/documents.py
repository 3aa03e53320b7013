"""Fails when ARCHITECTURE.md names a path that does not exist, when a document, help or advice names a
command that no program has (docs/help has a page for each), or when a committed file names a path of
the machine that it was written on. The one argument is the root of the project."""
import glob
import pathlib
import re
import sys

import tree

PLACES = {"src", "apps", "tests", "bench", "cmake", "script", "docs", "deploy", "web", "data", ".ci"}
FILES = (".h", ".cpp", ".md", ".txt", ".py", ".cmake")
# Put together here, so that this file does not name them itself.
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:wor" + r"k|tm" + r"p/wt)(?![\w-])")

# In documents a command stands in code, in sources where a literal, a line of it or a part after a
# colon starts.
COMMAND = r"(ai-trading-bot(?:-secrets)?) ([a-z][a-z-]*)(?: ([a-z][a-z-]*))?"
IN_CODE = re.compile(r"(?<![\w:-])" + COMMAND)
IN_LITERAL = re.compile(r"(?:[\"`]|\\n|: |  )" + COMMAND)
NO_COMMANDS = {"ai-trading-bot candles"}  # the name of a file format


def check_paths(root, document, rooms, names):
    """Backticked paths of a document, from the root or from src; `<x>` and `*` stand for anything."""
    path = root / document
    if not path.exists():
        yield f"{document}:1: is missing: write the map that users and developers read"
        return
    for number, line in enumerate(path.read_text().splitlines(), 1):
        for token in re.findall(r"`([\w./*<>-]+)`", line):
            pattern = re.sub(r"<[^>]*>", "*", token).rstrip("/")
            if "/" in token and not token.startswith("/"):
                first = token.split("/")[0]
                if first not in PLACES | rooms and not token.endswith(FILES):
                    continue
                found = any(glob.glob(str(root / base / pattern)) for base in (".", "src"))
            elif "/" not in token and token.endswith(FILES) and not token.startswith("."):
                found = any(pathlib.PurePosixPath(name).match(pattern) for name in names)
            else:
                continue
            if not found:
                yield f"{document}:{number}: `{token}` does not exist: name the file that does"


def check_machine_paths(root, files):
    for name in files:
        try:
            text = (root / name).read_text()
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            if found := MACHINE_PATH.search(line):
                yield (f"{name}:{number}: names {found[0]}, a path of one machine: use a path "
                       "relative to the project, or a temporary directory")


def code_of(lines):
    """(line number, text) of what stands in backticks or in a fenced block."""
    fenced = False
    for number, line in enumerate(lines, 1):
        if line.lstrip().startswith("```"):
            fenced = not fenced
        elif fenced:
            yield number, line
        else:
            yield from ((number, span) for span in re.findall(r"`([^`]+)`", line))


def commands_in(name, text):
    """(line number, program, verb, next word or None) of each command that a file names."""
    lines = text.splitlines()
    in_code = name.suffix == ".md"
    pattern = IN_CODE if in_code else IN_LITERAL
    for number, part in code_of(lines) if in_code else enumerate(lines, 1):
        for found in pattern.finditer(part):
            if f"{found[1]} {found[2]}" not in NO_COMMANDS:
                yield number, found[1], found[2], found[3]


def check_commands(root, files):
    pages = {str(path.relative_to(root / "docs/help")) for path in (root / "docs/help").rglob("*.txt")}
    for name in files:
        if name.suffix != ".md" and (name.suffix not in (".h", ".cpp") or name.parts[0] not in ("src", "apps")):
            continue
        for number, program, verb, word in commands_in(name, (root / name).read_text()):
            command = f"{program} {verb}"
            known = f"{program}/{verb}.txt" in pages
            if known and word and any(page.startswith(f"{program}/{verb}-") for page in pages):
                command += f" {word}"
                known = f"{program}/{verb}-{word}.txt" in pages
            if not known:
                yield f"{name}:{number}: there is no command \"{command}\": name what exists"


def faults_of(root):
    allowed, _ = tree.layers(root)
    files = tree.committed_files(root)
    return [*check_paths(root, "ARCHITECTURE.md", set(allowed), files),
            *check_commands(root, files),
            *check_machine_paths(root, files)]


if __name__ == "__main__":
    tree.report(faults_of(pathlib.Path(sys.argv[1])), "every path and command that is named exists")
