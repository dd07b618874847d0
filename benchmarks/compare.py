#!/usr/bin/env python3
"""Runs every program of benchmarks/programs as a whole process, with Jet and with each peer that is installed.

usage: benchmarks/compare.py [--runs N] [--store benchmarks/history/DATE-programs.json] [PROGRAM...]

Build reference-vm first; Java is $JAVA_HOME's. Measured is the processor time of the process, start and compilers included
(user and system, all threads), the least of N runs, because other work on the machine disturbs it least. A ratio above 1
says that Jet takes less time than the peer. Outputs must be equal.
"""
import argparse
import json
import math
import os
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAMS = ROOT / "benchmarks" / "programs"
JAVA = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else "java"
JET = [JAVA, "-XX:+UseSerialGC", "-XX:-UseCompressedOops", "-jar", str(ROOT / "reference-vm/target/jet.jar"), "run"]
PEERS = {"lua5.4": (["lua5.4"], ".lua"), "luajit -joff": (["luajit", "-joff"], ".lua"), "python3": (["python3"], ".py")}


def measure(command, runs):
    """The output, and the least processor time in seconds."""
    least, output = math.inf, None
    for _ in range(runs):
        process = subprocess.Popen(command, stdout=subprocess.PIPE)
        output = process.stdout.read().decode().strip().lower()
        process.stdout.close()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.exit(f"{' '.join(command)} ended with status {process.returncode}")
        least = min(least, usage.ru_utime + usage.ru_stime)
    return output, least


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--runs", type=int, default=3)
    arguments.add_argument("--store", type=pathlib.Path)
    arguments.add_argument("programs", nargs="*")
    options = arguments.parse_args()
    names = options.programs or sorted(path.stem for path in PROGRAMS.glob("*.jasm"))
    peers = {name: peer for name, peer in PEERS.items() if shutil.which(peer[0][0])}
    results = {}
    print("seconds of processor time".ljust(26) + "jet".rjust(8) + "".join(name.rjust(22) for name in peers))
    for name in names:
        expected, own = measure(JET + [str(PROGRAMS / (name + ".jasm"))], options.runs)
        row = {"jet": round(own, 3)}
        line = name.ljust(26) + f"{own:8.2f}"
        for peer, (command, suffix) in peers.items():
            output, seconds = measure(command + [str(PROGRAMS / (name + suffix))], options.runs)
            if output != expected:
                sys.exit(f"{peer} and Jet disagree about {name}: {output!r}, {expected!r}")
            row[peer] = round(seconds, 3)
            line += f"{seconds:14.2f}, {seconds / own:5.2f}x"
        results[name] = row
        print(line, flush=True)
    means = {peer: round(math.exp(sum(math.log(row[peer] / row["jet"]) for row in results.values()) / len(results)), 3)
             for peer in peers}
    print("geometric mean".ljust(34) + "".join(f"{mean:20.2f}x" for mean in means.values()))
    if options.store:
        load = os.getloadavg()[0]
        options.store.write_text(json.dumps({"unit": "s of processor time, least of runs", "runs": options.runs,
                                             "load": load, "programs": results, "jet against": means}, indent=1) + "\n")


if __name__ == "__main__":
    main()
