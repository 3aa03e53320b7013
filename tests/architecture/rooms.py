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


def folders_of(root, room):
    """The room's folder, and those of its subfolders that hold headers: a large room has some."""
    top = root / "src" / room
    return [top] + sorted({header.parent for header in top.glob("*/*.h")})


def check_readme(root, folder):
    name = folder.relative_to(root)
    readme = folder / "README.md"
    if not readme.exists():
        yield f"{name}: has no README.md: say what it is, one line a file, what it must never do"
        return
    text = readme.read_text()
    if len(text.splitlines()) > README_LINES_MAX:
        yield (f"{name}/README.md:{README_LINES_MAX + 1}: more than {README_LINES_MAX} lines: "
               "shorten it, details belong into the headers")
    for header in sorted(folder.glob("*.h")):
        if f"`{header.name}`" not in text:
            yield f"{name}/README.md:1: does not name `{header.name}`: add its line"


def check_tests(root, folder):
    for source in sorted(folder.glob("*.cpp")):
        test = root / "tests" / folder.relative_to(root / "src") / f"{source.stem}_test.cpp"
        if source.with_suffix(".h").exists() and not test.exists():
            yield f"{source.relative_to(root)}:1: has no {test.relative_to(root)}: write it"


def faults_of(root):
    allowed, _ = tree.layers(root)
    faults = list(check_listing(root, allowed))
    for room in sorted(path.name for path in (root / "src").iterdir() if path.is_dir()):
        for folder in folders_of(root, room):
            faults += check_readme(root, folder)
            faults += check_tests(root, folder)
    return faults


if __name__ == "__main__":
    tree.report(faults_of(pathlib.Path(sys.argv[1])), "every room is listed, described and tested")
