"""Fails when ARCHITECTURE.md names a path that does not exist, or when a committed file names a path
of the machine that it was written on. The one argument is the root of the project."""
import glob
import pathlib
import re
import sys

import tree

PLACES = {"src", "apps", "tests", "bench", "cmake", "script", "docs", "deploy", "web", "data", ".ci"}
FILES = (".h", ".cpp", ".md", ".txt", ".py", ".cmake")
# Put together here, so that this file does not name them itself.
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:wor" + r"k|tm" + r"p/wt)(?![\w-])")


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


def faults_of(root):
    allowed, _ = tree.layers(root)
    files = tree.committed_files(root)
    return [*check_paths(root, "ARCHITECTURE.md", set(allowed), files),
            *check_machine_paths(root, files)]


if __name__ == "__main__":
    tree.report(faults_of(pathlib.Path(sys.argv[1])), "every path that is named exists, none is foreign")
