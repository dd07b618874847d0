#!/usr/bin/env python3
"""Runs the loads of effects, panics and cleanups with Jet and with each peer that is installed and has a counterpart, and compares
their times.

usage: benchmarks/effects.py [--larger] [--engine NAME] [--runs N] [--store benchmarks/history/DATE-effects.json] [LOAD...]

The time is that of the processor, for Jet and Java of the thread, the mean of the last half of the runs in one process, in
nanoseconds per operation. With fewer than 60 runs Java's compilers may not have finished before they are counted. A ratio above 1 says that
Jet takes less time than the peer. The processes of one load follow each other, so compare within a line. Outputs must be equal.
With --larger a run has ten times the operations: it begins with a new heap, whose pages Jet touches for the first time, and that
counts less then. Build first: ./mvnw package
"""
import argparse
import json
import os
import pathlib
import shutil
import statistics
import sys
import tempfile

sys.dont_write_bytecode = True  # of compare.py, into the project
import compare

TEMPLATES = compare.PROGRAMS / "effects"
# The template, the depth and the number of operations, so many that a run of Jet takes 20 to 50 ms. That of perform-1000 is larger: its
# 1,000 frames are entered once in a run, which must cost little per operation in the peers, too.
LOADS = {"perform-1": ("perform", 1, 20_000), "perform-10": ("perform", 10, 10_000), "perform-1000": ("perform", 1000, 1_000),
         "install": ("install", 0, 500_000), "panic-1": ("panic", 1, 20_000), "panic-10": ("panic", 10, 10_000),
         "panic-1000": ("panic", 1000, 500), "cleanup": ("cleanup", 0, 400_000)}
LARGER = 10
# Java has neither coroutines nor generators. A peer of compare.PEERS runs the templates that exist in its language.
JAVA_TEMPLATES = ["panic", "cleanup"]


def commands(folder, java, load, options):
    """What runs a load, by system."""
    template, depth, count = LOADS[load]
    count *= options.factor

    def program(suffix):
        file = folder / (load + suffix)
        text = (TEMPLATES / (template + suffix)).read_text()
        file.write_text(text.replace("{depth}", str(depth)).replace("{count}", str(count)))
        return str(file)

    made = {"jet": java + ["--enable-native-access=ALL-UNNAMED", "-cp", str(compare.JAR), "dev.jetvm.benchmarks.WarmRuns",
                           program(".jasm"), str(options.runs), options.engine]}
    for peer, (command, suffix) in compare.PEERS.items():
        if shutil.which(command[0]) and (TEMPLATES / (template + suffix)).exists():
            flag = "-c" if suffix == ".py" else "-e"
            made[peer] = command + [flag, compare.WARM[suffix] % (program(suffix), options.runs)]
    if template in JAVA_TEMPLATES:
        made["java"] = java + ["-XX:CompileCommand=quiet", "-XX:CompileCommand=dontinline,Loads.clean", "-cp", str(folder), "Loads",
                             template, str(depth), str(count), str(options.runs)]
    return made


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--larger", dest="factor", action="store_const", const=LARGER, default=1)
    arguments.add_argument("--engine", default="fast", help="of Jet: fast or plain")
    arguments.add_argument("--runs", type=int, default=60)
    arguments.add_argument("--store", type=pathlib.Path)
    arguments.add_argument("loads", nargs="*", metavar="LOAD", help=", ".join(LOADS))
    options = arguments.parse_args()
    unknown = [load for load in options.loads if load not in LOADS]
    if unknown:
        arguments.error(f"no such load: {', '.join(unknown)}; there are {', '.join(LOADS)}")
    with tempfile.TemporaryDirectory() as folder:
        measure(options, pathlib.Path(folder))


def measure(options, folder):
    compare.process(compare.JET + ["--help"])  # the launcher builds what is missing or old, and that is not to be measured
    java = compare.java()
    compare.process([java[0] + "c", "-d", str(folder), str(TEMPLATES / "Loads.java")])
    systems = ["jet"] + [peer for peer, (command, _) in compare.PEERS.items() if shutil.which(command[0])] + ["java"]
    stored = {"unit": "ns of processor time per operation, mean of the last half of the runs", "larger": options.factor == LARGER,
              "engine": options.engine, "runs": options.runs, "load": [round(os.getloadavg()[0], 1)], "loads": {}}
    print("ns of processor time".ljust(22) + "jet".rjust(10) + "".join(name.rjust(22) for name in systems[1:]))
    for load in options.loads or LOADS:
        count = LOADS[load][2] * options.factor
        row = {}
        for system, command in commands(folder, java, load, options).items():
            output, times = compare.timed(command, options.runs)
            seconds = statistics.fmean(times[len(times) // 2:])
            if system == "jet":
                expected = output
            elif output != expected:
                sys.exit(f"{system} and Jet disagree about {load}: {output!r}, {expected!r}")
            row[system] = round(seconds / count * 1e9, 1)
        stored["loads"][load] = row
        print(load.ljust(22) + f"{row['jet']:10,.0f}" + "".join(
            f"{row[name]:11,.0f}, {row[name] / row['jet']:8.3g}x" if name in row else " " * 22
            for name in systems[1:]).rstrip(), flush=True)
    stored["load"].append(round(os.getloadavg()[0], 1))
    if options.store:
        options.store.write_text(json.dumps(stored, indent=1) + "\n")


if __name__ == "__main__":
    main()
