"""Fails when `--help` of a program or verb differs from its page under docs/help, or when a page has
fewer than two examples or no exit codes. `help_pages.py ROOT --write PROGRAM…` writes the pages anew.

The page of a program is docs/help/<program>.txt, of its verbs docs/help/<program>/<verb>.txt, of
nested verbs <verb>-<verb>.txt.
"""
import pathlib
import re
import subprocess
import sys

import tree

EXAMPLES_MIN = 2


def help_text(program, verbs):
    """What the program prints; the environment is empty so that no default comes from this machine."""
    run = subprocess.run([str(program), *verbs, "--help"], capture_output=True, text=True, timeout=20,
                         env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": "/nonexistent"})
    if run.returncode != 0:
        raise SystemExit(f"{program.name} {' '.join(verbs)} --help exits {run.returncode}: {run.stderr}")
    return run.stdout


def verbs_of(text):
    """The names under `Subcommands:` of a help text."""
    section = re.search(r"^Subcommands:\n((?:[ \t]+\S.*\n?)+)", text, re.M)
    return re.findall(r"^  (\S+)", section[1], re.M) if section else []


def pages_of(program, verbs=()):
    """{page path under docs/help: text} of the program and all its verbs."""
    text = help_text(program, verbs)
    name = f"{program.name}/{'-'.join(verbs)}.txt" if verbs else f"{program.name}.txt"
    pages = {name: text}
    for verb in verbs_of(text):
        pages |= pages_of(program, (*verbs, verb))
    return pages


def check_content(page, text):
    program = re.split(r"[/.]", page, maxsplit=1)[0]
    usage = re.search(r"^Usage:.*$", text, re.M)
    body = text[usage.end():] if usage else text
    examples = re.findall(rf"^.*(?<![\w/-]){re.escape(program)}(?![\w/-]).*$", body, re.M)
    if len(examples) < EXAMPLES_MIN:
        yield (f"docs/help/{page}:1: has {len(examples)} examples: give the verb's footer at least "
               f"{EXAMPLES_MIN} that run as they stand")
    if not re.search(r"^\s*exit\b", text, re.M | re.I):
        yield f"docs/help/{page}:1: does not name the exit codes: add them to the verb's footer"


def faults_of(root, programs):
    faults, known = [], set()
    for program in programs:
        for page, text in pages_of(program).items():
            known.add(page)
            faults += check_content(page, text)
            path = root / "docs/help" / page
            if not path.exists():
                faults.append(f"docs/help/{page}:1: is missing: run script/help")
                continue
            written = path.read_text()
            if written != text:
                lines = zip(written.splitlines() + [None], text.splitlines() + [None])
                number = next((i for i, (a, b) in enumerate(lines, 1) if a != b), 1)
                faults.append(f"docs/help/{page}:{number}: differs from --help: run script/help")
    for path in sorted((root / "docs/help").rglob("*.txt")):
        page = str(path.relative_to(root / "docs/help"))
        if page not in known:
            faults.append(f"docs/help/{page}:1: no program has this verb: run script/help")
    return faults


def write(root, programs):
    pages = {page: text for program in programs for page, text in pages_of(program).items()}
    for path in (root / "docs/help").rglob("*.txt"):
        if str(path.relative_to(root / "docs/help")) not in pages:
            path.unlink()
    for page, text in pages.items():
        path = root / "docs/help" / page
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text() != text:
            path.write_text(text)
            print(f"docs/help/{page}")


if __name__ == "__main__":
    project = pathlib.Path(sys.argv[1])
    paths = [pathlib.Path(argument) for argument in sys.argv[2:] if argument != "--write"]
    if "--write" in sys.argv:
        write(project, paths)
    else:
        tree.report(faults_of(project, paths), f"the help of {len(paths)} programs is as documented")
