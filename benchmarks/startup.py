#!/usr/bin/env python3
"""Measures the start of Jet, of Java alone and of each peer that is installed, with a program that prints one line.

usage: benchmarks/startup.py [--runs N] [--store benchmarks/history/DATE-startup.json]

Per process: elapsed time until the first byte on standard output and until the end, processor time of all threads, and peak resident
memory; of each the least and the median of N runs. All programs are started once before the next run of each. Linux counts the memory
of a process that starts another one as a peak of the other, too. With GNU time, which is small, a second start measures memory;
without it no peak is below that of this script, which is then that of /bin/echo. Build first: ./mvnw package
"""
import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True  # of compare.py, into the project
import compare

LINE = "hello"
JET = f'.module "hello"\n.entry main\n.function main\n    CONST ("{LINE}")\n    PRINT\n    NIL\n    RETURN\n.end\n'
JAVA = f'class Hello {{ public static void main(String[] args) {{ System.out.println("{LINE}"); }} }}\n'
LIGHT = ["-XX:+UseSerialGC", "-Xshare:auto"]
MEASURED = ["first byte, ms", "end, ms", "processor, ms", "memory, MB"]
TIME = shutil.which("time") if sys.platform == "linux" else None
UNIT = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss, in bytes


def started(command):
    """What MEASURED says, of one process."""
    start = time.monotonic()
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, bufsize=0)
    written = child.stdout.read(1)
    first = time.monotonic() - start
    written += child.stdout.readall()
    child.stdout.close()
    _, status, usage = os.wait4(child.pid, 0)
    end = time.monotonic() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0 or written.decode() != LINE + "\n":
        sys.exit(f"{' '.join(command)} ended with status {child.returncode} and wrote {written!r}")
    peak = int(compare.process([TIME, "-f", "%M"] + command)[1].split()[-1]) * 1024 if TIME else usage.ru_maxrss * UNIT
    return first * 1e3, end * 1e3, (usage.ru_utime + usage.ru_stime) * 1e3, peak / 1e6


def commands(folder):
    """What prints the line, by name."""
    program = folder / "hello.jasm"
    program.write_text(JET)
    source = folder / "Hello.java"
    source.write_text(JAVA)
    java = compare.java()[0]
    compare.process([java + "c", str(source)])
    hello = ["-cp", str(folder), "Hello"]
    peers = {"jet run": compare.JET + [str(program)], "java": [java] + hello, "java " + " ".join(LIGHT): [java] + LIGHT + hello,
             "python3 -c": [sys.executable, "-c", f"print('{LINE}')"], "lua5.4 -e": ["lua5.4", "-e", f"print('{LINE}')"],
             "node -e": ["node", "-e", f"console.log('{LINE}')"], "/bin/echo": ["/bin/echo", LINE]}
    return {name: command for name, command in peers.items() if shutil.which(command[0])}


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--runs", type=int, default=20)
    arguments.add_argument("--store", type=pathlib.Path)
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(options, pathlib.Path(folder))


def measure(options, folder):
    compare.process(compare.JET + ["--help"])  # the launcher builds what is missing or old, and that is not to be measured
    chosen = commands(folder)
    stored = {"unit": "ms and MB, least and median of the runs", "runs": options.runs, "memory by": "time" if TIME else "wait4",
              "load": [round(os.getloadavg()[0], 1)], "starts": {}}
    for command in chosen.values():
        started(command)  # files come from the disk once
    samples = {name: [] for name in chosen}
    for _ in range(options.runs):
        for name, command in chosen.items():
            samples[name].append(started(command))
    print("least, median".ljust(36) + "".join(what.rjust(20) for what in MEASURED))
    for name, runs in samples.items():
        row = {what: [round(min(values), 1), round(statistics.median(values), 1)] for what, values in zip(MEASURED, zip(*runs))}
        stored["starts"][name] = row
        print(name.ljust(36) + "".join(f"{least:10.1f}, {median:8.1f}" for least, median in row.values()))
    stored["load"].append(round(os.getloadavg()[0], 1))
    if options.store:
        options.store.write_text(json.dumps(stored, indent=1) + "\n")


if __name__ == "__main__":
    main()
