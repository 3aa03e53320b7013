"""Fails on files and functions that are too long and on banned words. The sizes are a ratchet:
tests/architecture/exceptions.txt lists what may be longer, with its present size; an entry that is no
longer needed fails too, so the list only shrinks. The one argument is the root of the project."""
import pathlib
import re
import sys

import tree

FILE_LINES_MAX = {".h": 150, ".cpp": 300, ".py": 300}
MAIN_LINES_MAX = 80
FUNCTION_LINES_MAX = 60
TEST_FUNCTION_LINES_MAX = 40
EXCEPTIONS = "tests/architecture/exceptions.txt"

# (where, what, instead); `code` words are looked for outside comments and strings. Put together
# from parts where this file would otherwise trip over itself.
ANYWHERE = ("src", "apps", "tests", "bench")
MONEY_ROOMS = ("src/trading", "src/exchange")
BANNED_TEXT = [
    (ANYWHERE + ("script",), r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b",
     "do it, or write it down where work is planned"),
    (ANYWHERE, r"\bNO" + r"LINT", "mend what the linter found, or exclude the check in .clang-tidy "
     "with a reason"),
]
BANNED_CODE = [
    (MONEY_ROOMS, r"\b(?:double|float)\b", "use core::Price, Quantity, Ratio or Money"),
    (ANYWHERE, r"(?<!\w)system\s*\(", "start a program without a shell (posix_spawn), or do not"),
    (ANYWHERE, r"\busing\s+namespace\s+std\s*;", "write std:: or name what is used"),
    (("src",), r"\bstd::(?:cout|cerr|clog)\b", "return a value or an Error; the program prints it"),
    (("src",), r"\b(?:std::)?exit\s*\(", "return an Error; the program picks the exit code"),
]
CONTROL = re.compile(r"\s*(?:if|else|for|while|switch|do|try|catch|namespace|class|struct|enum|union"
                     r"|extern)\b")


def functions(text):
    """(name, first line, number of lines) of each function of clang-formatted C++.

    A brace that opens a body follows a blank; one that starts a value (`limits_{limits}`) does not.
    A lambda counts to the function around it.
    """
    code = tree.without_comments(text)
    stack, header_start, inside = [], 0, 0
    for position, char in enumerate(code):
        if char == "{":
            header = code[header_start:position]
            is_value = bool(stack) and stack[-1] == "value" or bool(
                header and (not header[-1].isspace() or re.search(r"(?:=|return|,|\()\s*$", header)))
            declares = re.sub(r"^(?:\s|public:|private:|protected:)+", "", header)
            if is_value:
                stack.append("value")
                continue
            if "(" in declares and not inside and not CONTROL.match(declares):
                start = code.count("\n", 0, position - len(declares)) + 1
                stack.append((name_of(declares), start))
                inside += 1
            else:
                stack.append("block")
            header_start = position + 1
        elif char == "}" and stack:
            top = stack.pop()
            if top == "value":
                continue
            if isinstance(top, tuple):
                inside -= 1
                yield top[0], top[1], code.count("\n", 0, position) + 2 - top[1]
            header_start = position + 1
        elif char == ";":
            header_start = position + 1


def name_of(header):
    """`TEST(Divide, RoundsDown)` -> Divide.RoundsDown, `int Book::add(int x)` -> Book::add."""
    if test := re.match(r"(?:TEST|TEST_F|TEST_P|RC_GTEST_PROP)\(\s*(\w+),\s*(\w+)", header):
        return f"{test[1]}.{test[2]}"
    found = re.search(r"([\w:~]+|operator\S+)\s*\(", header)
    return found[1] if found else "?"


def exceptions(root):
    """{(path, function or ''): (lines allowed, line in the list)}"""
    listed = {}
    path = root / EXCEPTIONS
    for number, line in enumerate(path.read_text().splitlines() if path.exists() else [], 1):
        fields = line.split("#")[0].split()
        if fields:
            function = fields[1] if len(fields) == 3 else ""
            listed[(fields[0], function)] = (int(fields[-1]), number)
    return listed


def sizes(root, files):
    """(path, function or '', line, lines, limit) of every file and function that has a limit."""
    for name in files:
        top = name.parts[0]
        if top not in ANYWHERE or name.suffix not in FILE_LINES_MAX:
            continue
        text = (root / name).read_text()
        limit = MAIN_LINES_MAX if name.name == "main.cpp" else FILE_LINES_MAX[name.suffix]
        yield str(name), "", 1, len(text.splitlines()), limit
        if name.suffix != ".py":
            limit = TEST_FUNCTION_LINES_MAX if top == "tests" else FUNCTION_LINES_MAX
            for function, line, lines in functions(text):
                yield str(name), function, line, lines, limit


def check_sizes(root, files):
    listed = exceptions(root)
    needed = set()
    for path, function, line, lines, limit in sizes(root, files):
        allowed, _ = listed.get((path, function), (limit, 0))
        what = function or "the file"
        if lines > limit:
            needed.add((path, function))
        if lines > max(limit, allowed):
            yield f"{path}:{line}: {what} has {lines} lines, {max(limit, allowed)} are allowed: split it"
    for (path, function), (_, number) in listed.items():
        if (path, function) not in needed:
            yield (f"{EXCEPTIONS}:{number}: {path} {function} is within the limit or gone: remove the "
                   "entry")


def check_words(root, files):
    for name in files:
        try:
            text = (root / name).read_text()
        except UnicodeDecodeError:
            continue
        code = tree.without_comments(text) if name.suffix in (".h", ".cpp") else ""
        for content, rules in ((text, BANNED_TEXT), (code, BANNED_CODE)):
            for places, pattern, instead in rules:
                if not str(name).startswith(tuple(place + "/" for place in places)):
                    continue
                for found in re.finditer(pattern, content):
                    number = content.count("\n", 0, found.start()) + 1
                    yield f"{name}:{number}: \"{found[0]}\" is not used here: {instead}"


def check_own_header_first(root, files):
    """A header that its source includes first is thereby compiled alone."""
    for name in files:
        if name.suffix != ".cpp" or name.parts[0] != "src":
            continue
        header = name.with_suffix(".h")
        if not (root / header).exists():
            continue
        wanted = "/".join(header.parts[1:])
        for number, line in enumerate((root / name).read_text().splitlines(), 1):
            if found := re.match(r'\s*#\s*include\s+[<"]([^>"]+)[>"]', line):
                if found[1] != wanted:
                    yield f"{name}:{number}: includes {found[1]} first: include {wanted} before all else"
                break


def faults_of(root):
    files = tree.committed_files(root)
    return [*check_sizes(root, files), *check_words(root, files),
            *check_own_header_first(root, files)]


if __name__ == "__main__":
    tree.report(faults_of(pathlib.Path(sys.argv[1])), "sizes within the limits, no banned word, own header first")
