#!/usr/bin/env python3
"""Runs the loads of tasks, or with --channels those of channels, with Jet, virtual threads, ForkJoinPool and, if it is installed, Go,
and compares their times.

usage: benchmarks/tasks.py [--channels] [--workers N] [--runs N] [--parked COUNT] [--store benchmarks/history/DATE-tasks.json] [LOAD...]

The time is that of the processor, the mean of the last half of the runs in one process, in nanoseconds per switch or task: other work on
the machine disturbs it least. The processes of one load follow each other, so compare within a line. With --parked, the
memory of so many parked tasks is measured too. Build first: ./mvnw package
"""
import argparse
import json
import os
import pathlib
import re
import shutil
import statistics
import tempfile

import compare

GO = compare.PROGRAMS / "tasks" / "loads.go"
LOADS = ["yield", "unpark", "spawn_join", "fan"]
# Tasks of a ForkJoinPool neither yield nor park.
CHANNELS = ["channel_0", "channel_1", "channel_10", "channel_100", "ready_select", "two_way_select", "many_producers"]
# Java has no select. Virtual threads use SynchronousQueue and ArrayBlockingQueue, those of "transfer" LinkedTransferQueue, and those of
# "runtime" the channels of the runtime, so that channels are compared with queues, and not a machine with compiled code.
QUEUES = [load for load in CHANNELS if not load.endswith("select")]
SYSTEMS = {"jet": LOADS + CHANNELS, "virtual": LOADS + QUEUES, "transfer": ["channel_0"], "runtime": QUEUES, "forkjoin": ["spawn_join", "fan"],
           "go": LOADS + CHANNELS}


def output(command, **environment):
    return compare.process(command, **environment)[0]


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--workers", type=int, default=1)
    arguments.add_argument("--runs", type=int, default=20)
    arguments.add_argument("--channels", action="store_true", help="the loads of channels instead of those of tasks")
    arguments.add_argument("--parked", type=int, default=0)
    arguments.add_argument("--memory", default="4g", help="greatest heap of Java for parked tasks")
    arguments.add_argument("--store", type=pathlib.Path)
    arguments.add_argument("loads", nargs="*")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(options, pathlib.Path(folder))


def measure(options, folder):
    chosen = options.loads or (CHANNELS if options.channels else LOADS)
    systems = {name: loads for name, loads in SYSTEMS.items() if set(loads) & set(chosen)}
    go = folder / "loads"
    if shutil.which("go"):
        output(["go", "build", "-o", str(go), str(GO)], GOCACHE=str(folder / "cache"))
    else:
        systems.pop("go", None)
    output(compare.JET + ["--help"])  # the launcher builds what is missing or old, and that is not to be measured
    java = compare.java() + ["--enable-native-access=ALL-UNNAMED", f"-Djdk.virtualThreadScheduler.parallelism={options.workers}",
                             "-cp", str(compare.JAR)]
    stored = {"unit": "ns of processor time per operation, mean of the last half of the runs", "workers": options.workers,
              "runs": options.runs, "load": [round(os.getloadavg()[0], 1)], "loads": {}}
    print("ns of processor time".ljust(22) + "".join(name.rjust(20) for name in systems))
    for load in chosen:
        row = {}
        for system, loads in systems.items():
            if load not in loads:
                continue
            command = [str(go), load] if system == "go" else java + [
                "-Xmx2g", "dev.jetvm.benchmarks.TaskTimes", "virtual" if system == "transfer" else system,
                "transfer_0" if system == "transfer" else load]
            said = output(command + [str(options.runs)], GOMAXPROCS=str(options.workers))
            times = [float(time) for time in re.findall(r"^time (\S+)", said, re.MULTILINE)]
            row[system] = round(statistics.fmean(times[len(times) // 2:]), 1)
        stored["loads"][load] = row
        print(load.ljust(22) + "".join((f"{row[name]:10.0f}, {row[name] / row['jet']:6.2f}x" if name in row else "").rjust(20)
                                       for name in systems), flush=True)
    if options.parked:
        for system in [name for name in systems if name not in ("forkjoin", "transfer", "runtime")]:
            command = [str(go), "parked"] if system == "go" else java + [
                f"-Xmx{options.memory}", "dev.jetvm.benchmarks.ParkedTasks", system]
            said = output(command + [str(options.parked)], GOMAXPROCS="1").splitlines()[0]
            stored.setdefault("parked", {})[system] = said
            print(system.ljust(10) + said, flush=True)
    stored["load"].append(round(os.getloadavg()[0], 1))
    if options.store:
        options.store.write_text(json.dumps(stored, indent=1) + "\n")


if __name__ == "__main__":
    main()
