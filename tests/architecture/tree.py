"""What the architecture tests share: reading the tree, and reporting faults."""
import pathlib
import re
import subprocess
import sys


def committed_files(root):
    """The files of the project, relative to root: what git knows, or all of a source archive."""
    listing = subprocess.run(
        ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True, text=True)
    if listing.returncode == 0:
        names = [name for name in listing.stdout.split("\0") if name]
    else:
        names = [str(path.relative_to(root)) for path in root.rglob("*")]
        names = [name for name in names if not re.match(r"(build|\.git|\.cache)/", name)]
    return sorted(pathlib.PurePosixPath(name) for name in names if (root / name).is_file())


def layers(root):
    """src/layers.txt as {room: [rooms it may use]}, in order, and the faults of the file itself."""
    allowed, faults = {}, []
    path = root / "src/layers.txt"
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        room, _, uses = line.partition(":")
        for used in uses.split():
            if used not in allowed:
                faults.append(f"src/layers.txt:{number}: {room} uses {used}, which is on no earlier "
                              "line: move the room down, or take the grant away")
        allowed[room] = uses.split()
    return allowed, faults


def without_comments(text):
    """C++ source with comments, literals and preprocessor lines blanked; line numbers stay."""
    pattern = re.compile(
        r"//[^\n]*|/\*.*?\*/"                       # comments
        r"|R\"([^(\s]*)\(.*?\)\1\""                 # raw strings
        r"|\"(?:\\.|[^\"\\\n])*\""                  # strings
        r"|(?<![0-9A-Za-z_])'(?:\\.|[^'\\\n])+'"    # characters, not the digit separator
        r"|^[ \t]*\#(?:\\\n|[^\n])*", re.S | re.M)
    return pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def report(faults, all_is_well):
    """Prints the faults, or one line that says what was looked at; exits 1 when there are any."""
    print("\n".join(faults) or all_is_well)
    sys.exit(bool(faults))
