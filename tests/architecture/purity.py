"""Fails when a pure room reaches for the world, or when a program holds a room that it must not.

purity.py ROOM=ARCHIVE… reads the undefined symbols of the archives of pure rooms: an include list does
not see through inline functions, the linker's view does. purity.py --program NAME=FILE… reads the
symbols that the programs hold.
"""
import re
import subprocess
import sys

import tree

FORBIDDEN = [
    ("a clock", r"clock_gettime|gettimeofday|time|ftime|localtime(_r)?|mktime|nanosleep|clock_nanosleep"
                r"|u?sleep|std::chrono::.*clock::now\(\)|std::this_thread::.*",
     "time is in the event: take a core::Timestamp"),
    ("a file", r"open(at)?(64)?|fopen(64)?|creat|read|write|p?(read|write)v?(64)?|mmap(64)?|unlink(at)?"
               r"|rename(at)?|mkdir(at)?|stat(64)?|fstat(64)?|fread|fwrite|fputs|puts|v?f?printf"
               r"|__(p?read(64)?|open(at)?(64)?|v?f?printf|fread)_(chk|2)|std::basic_[io]?f(stream|ilebuf).*|std::filesystem::(?!(__cxx11::)?path::).*|std::(cout|cerr|clog|cin)"
               r"|std::ios_base::Init.*",
     "take the bytes, return the bytes: who opens files is the caller"),
    ("a socket", r"socket(pair)?|connect|bind|listen|accept4?|send(to|msg)?|recv(from|msg)?|getaddrinfo"
                 r"|poll|select|epoll_.*|curl_.*|SSL_.*|boost::asio::.*|boost::beast::.*",
     "networks belong to an adapter room"),
    ("a thread", r"pthread_create|std::thread::.*|std::jthread::.*|std::condition_variable.*|fork|vfork"
                 r"|posix_spawnp?|exec[lv]p?e?|system|popen",
     "the caller owns threads and processes"),
    ("the environment", r"(secure_)?getenv|setenv|environ|getpid|gethostname",
     "take a value as a parameter"),
    ("a random device", r"std::random_device::.*|getrandom|getentropy|s?rand(om)?(_r)?|arc4random.*"
                        r"|[dlm]rand48|RAND_.*",
     "take a seed or the random number as a parameter"),
    ("a log", r"spdlog::.*|syslog|vsyslog|sd_journal_.*", "return an Error; the program prints it"),
    ("the end of the process", r"_?exit|quick_exit",
     "return an Error"),
]
NEVER_IN = {
    "ai-trading-bot": r"atb::(aws|secrets|\w+_simulator)::",
    "ai-trading-bot-secrets": r"atb::(trading|strategy|exchange|live|\w+_simulator)::",
}


def nm(arguments):
    run = subprocess.run(["nm", *arguments], capture_output=True, text=True)
    if run.returncode != 0:
        raise SystemExit(f"nm {' '.join(arguments)} failed: {run.stderr.strip()}")
    return run.stdout.splitlines()


def archive_faults(room, archive):
    """The forbidden symbols that an archive asks for, by object file."""
    if not any(f"atb::{room}::" in line for line in nm(["-C", "--defined-only", archive])):
        return [f"{archive}: defines nothing of atb::{room}: it cannot be judged"]
    faults, member = [], "?"
    for line in nm(["-uC", archive]):
        if line.endswith(":"):
            member = line[:-1].removesuffix(".o")
        elif line.strip().startswith("U "):
            symbol = line.strip()[2:]
            for what, pattern, instead in FORBIDDEN:
                if re.fullmatch(pattern, symbol):
                    faults.append(f"src/{room}/{member}: uses {what} ({symbol}): {instead}")
    return faults


def program_faults(name, program):
    """The symbols of rooms that a program must not hold, one fault for each room."""
    symbols = nm(["-C", program])
    if not any("atb::core::" in line for line in symbols):
        return [f"{program}: shows no symbol of atb::core: it is stripped and cannot be judged"]
    held = {}
    for line in symbols:
        if found := re.search(NEVER_IN.get(name, r"$^"), line):
            held.setdefault(found[1], line[19:])
    return [f"apps/{name}: holds {room} ({symbol}): take it out of the libraries that it links"
            for room, symbol in sorted(held.items())]


if __name__ == "__main__":
    programs = sys.argv[1] == "--program"
    pairs = [argument.split("=", 1) for argument in sys.argv[1 + programs:]]
    check = program_faults if programs else archive_faults
    found_faults = [fault for name, path in pairs for fault in check(name, path)]
    tree.report(found_faults, f"{len(pairs)} {'programs' if programs else 'rooms'} hold to the rule")
