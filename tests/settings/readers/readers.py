"""Who reads a `.env`: bash itself, our own parser (env_tool), and the rules of systemd
(src/basic/env-file.c) and docker (opts/env.go). Each gives {name: value}."""

import os
import subprocess


def systemd(text):
    """EnvironmentFile=: quotes only where a value starts, \\ escapes, no expansion."""
    values = {}
    for line in text.split("\n"):
        line = line.strip(" \t")
        if not line or line[0] in "#;":
            continue
        name, _, rest = line.partition("=")
        values[name] = systemd_value(rest)
    return values


def systemd_value(text):
    out, at, quote = "", 0, None
    keep = 0  # characters that trailing blanks are not stripped from
    while at < len(text):
        c = text[at]
        at += 1
        if quote == "'":
            quote, out = (None, out) if c == "'" else (quote, out + c)
        elif quote == '"':
            if c == '"':
                quote = None
            elif c == "\\" and at < len(text):
                out += text[at] if text[at] in '"\\`$' else "\\" + text[at]
                at += 1
            else:
                out += c
        elif c in "'\"" and not out:
            quote = c
        elif c == "\\" and at < len(text):
            out += text[at]
            at += 1
        else:
            out += c
            if c in " \t":
                continue
        keep = len(out)
    assert quote is None, text
    return out[:keep]


def docker(text):
    """--env-file: no quotes, no escapes, leading blanks of a line stripped, '#' lines skipped."""
    values = {}
    for line in text.split("\n"):
        line = line.lstrip(" \t")
        if line and line[0] != "#":
            name, equals, value = line.partition("=")
            assert equals and not any(blank in name for blank in " \t"), line
            values[name] = value
    return values


def bash(path, names):
    script = 'set -a; . "$1"; shift; for n; do printf "%s\\0" "${!n}"; done'
    done = subprocess.run(
        ["bash", "--norc", "--noprofile", "-c", script, "bash", path, *names],
        env={"PATH": os.environ["PATH"], "HOME": "/nonexistent", "LC_ALL": "C.UTF-8", "B": "other"},
        capture_output=True, check=True)
    assert not done.stderr, done.stderr
    return dict(zip(names, [value.decode() for value in done.stdout.split(b"\0")]))


def own(tool, data):
    done = subprocess.run([tool, "parse"], input=data, capture_output=True, check=True)
    lines = [line.split(" =") for line in done.stdout.decode().splitlines()]
    return {name: bytes.fromhex(value).decode() for name, value in lines}
