"""Fails when a room is incomplete: not in src/layers.txt, a source pair without its test, a README
that is missing, too long or silent about a header. The one argument is the root of the project."""
import pathlib
import sys

import tree

README_LINES_MAX = 15


def check_listing(root, allowed):
    rooms = {path.parent.name for path in (root / "src").glob("*/CMakeLists.txt")}
    folders = {path.name for path in (root / "src").iterdir() if path.is_dir()}
    for room in sorted(folders - rooms):
        yield f"src/{room}: has no CMakeLists.txt: write `atb_library({room})`"
    for room in sorted(rooms - set(allowed)):
        yield f"src/{room}: is not in src/layers.txt: add a line with the rooms that it may use"
    for room in sorted(set(allowed) - rooms):
        yield f"src/layers.txt: lists {room}, but there is no src/{room}/CMakeLists.txt: remove the line"


def check_readme(root, room):
    readme = root / "src" / room / "README.md"
    if not readme.exists():
        yield f"src/{room}: has no README.md: say what it is, one line a file, what it must never do"
        return
    text = readme.read_text()
    if len(text.splitlines()) > README_LINES_MAX:
        yield (f"src/{room}/README.md:{README_LINES_MAX + 1}: more than {README_LINES_MAX} lines: "
               "shorten it, details belong into the headers")
    for header in sorted((root / "src" / room).glob("*.h")):
        if f"`{header.name}`" not in text:
            yield f"src/{room}/README.md:1: does not name `{header.name}`: add its line"


def check_tests(root, room):
    for source in sorted((root / "src" / room).glob("*.cpp")):
        test = root / "tests" / room / f"{source.stem}_test.cpp"
        if source.with_suffix(".h").exists() and not test.exists():
            yield f"src/{room}/{source.name}:1: has no {test.relative_to(root)}: write it"


def faults_of(root):
    allowed, _ = tree.layers(root)
    faults = list(check_listing(root, allowed))
    for room in sorted(path.name for path in (root / "src").iterdir() if path.is_dir()):
        faults += check_readme(root, room)
        faults += check_tests(root, room)
    return faults


if __name__ == "__main__":
    tree.report(faults_of(pathlib.Path(sys.argv[1])), "every room is listed, described and tested")
