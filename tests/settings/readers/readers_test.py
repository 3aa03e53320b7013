"""Files that render_env writes, read by each reader of readers.py and by python-dotenv: the same bytes
everywhere, or a refusal.

usage: readers_test.py ENV_TOOL
"""

import os
import random
import subprocess
import sys
import tempfile

import dotenv

from readers import bash, docker, own, systemd

TOOL = sys.argv[1]
PRINTABLE = [chr(code) for code in range(0x20, 0x7F)]


def render(values, readers):
    """The file, or None and the message when it was refused."""
    cases = "".join(f"{name} ={value.encode().hex()}\n" for name, value in values.items())
    done = subprocess.run([TOOL, "render", readers], input=cases.encode(), capture_output=True)
    assert done.returncode in (0, 3), done
    return (done.stdout, "") if done.returncode == 0 else (None, done.stderr.decode())


def refused_names(values, readers):
    _, message = render(values, readers)
    return set(message.split("\n")[0].rpartition(": ")[2].split(", ")) if message else set()


def check(values, readers):
    """All the values that these readers can take, in one file, read by each of them."""
    refused = refused_names(values, readers)
    taken = {name: value for name, value in values.items() if name not in refused}
    data, message = render(taken, readers)
    assert data is not None, message
    with tempfile.TemporaryDirectory() as directory:
        path = os.path.join(directory, ".env")
        with open(path, "wb") as file:
            file.write(data)
        seen = {"own": own(TOOL, data), "systemd": systemd(data.decode())}
        if readers != "systemd":
            seen["bash"] = bash(path, list(taken))
            seen["dotenv"] = dict(dotenv.dotenv_values(path))
        if readers == "docker":
            seen["docker"] = docker(data.decode())
        for reader, found in seen.items():
            for name, value in taken.items():
                assert found.get(name) == value, (reader, name, value, found.get(name))
            assert found.keys() == taken.keys(), (reader, found.keys() ^ taken.keys())
    return taken, {name: values[name] for name in refused}


def every_character():
    shapes = ["{}x", "x{}y", "x{}", "{}", "a {}b", "it's {}x", '"{}', "x:{}/", "{}{}".format("{}", "\\")]
    texts = [shape.replace("{}", c, 1) for shape in shapes for c in PRINTABLE]
    texts += ["", "é", "ключ", "a\u00a0", "\u3000b", "😀 \\", "$HOME", "${HOME}", "$(id)", "`id`", "~/x",
              "x:~/y", "a=b", "#a", "a #b", "a\\", "a\\\\", "'", "''", '"', '\\"', "!x", "{a,b}", "*"]
    return {f"K{number}": text for number, text in enumerate(texts)}


def random_values(seed):
    source = random.Random(seed)
    alphabet = PRINTABLE + list("'\"\\$`{}#~ ") * 4 + ["é", "\u00a0", "€"]
    return {f"R{number}": "".join(source.choices(alphabet, k=source.randrange(12)))
            for number in range(400)}


def main():
    for values in [every_character(), *(random_values(seed) for seed in range(5))]:
        common, refused = check(values, "common")
        # Nothing is refused that could be written: only these hold what the readers disagree on.
        for value in refused.values():
            mixed = ("'" in value or "\\" in value) and ("$" in value or "`" in value)
            assert mixed or "${" in value or value.endswith("\\"), value
        everything, none = check(values, "systemd")
        assert not none and everything == values, none
        bare, quoted = check(values, "docker")
        assert set(bare) < set(common)
        assert all(set(value) & set("\"'\\$&();<>|`~ \u00a0\u3000") for value in quoted.values())
        print(f"{len(values)} values: {len(common)} common, {len(bare)} docker, {len(refused)} refused")


main()
