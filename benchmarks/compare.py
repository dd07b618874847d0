#!/usr/bin/env python3
"""Runs every program of benchmarks/programs with Jet and with each peer that is installed, and compares their times.

usage: benchmarks/compare.py [--warm | --larger] [--engine NAME] [--runs N] [--store benchmarks/history/DATE-programs.json] [PROGRAM...]

Measured is processor time, the least of N runs, because other work on the machine disturbs it least. Without --warm a run
is a process, for Jet that of `./jet run`: the launcher, the start and the compilers are in it, of all threads. With
--warm all runs are in one process, the first 10 of them are not counted, and the time is that of the thread. A ratio
above 1 says that Jet takes less time than the peer. With --larger the programs have ten times the work or more, so that
the start matters less. --engine chooses what executes the instructions of Jet. Outputs must be equal. Build first: ./mvnw package
"""
import argparse
import json
import math
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAMS = ROOT / "benchmarks" / "programs"
JET = [str(ROOT / "jet"), "run"]
JAR = ROOT / "benchmarks/target/jet-benchmarks.jar"
# This very Python: `python3` on the path may be a script that looks for one.
PEERS = {"lua5.4": (["lua5.4"], ".lua"), "luajit -joff": (["luajit", "-joff"], ".lua"), "python3": ([sys.executable], ".py")}
UNCOUNTED = 10
# What says how much a program does, and what to put there for more. Of fib each step more is 1.6 times the work.
LARGER = {"binary_trees": ("20", "200"), "effects": ("500000", "5000000"), "fib": ("32", "37"),
          "generator": ("200000", "2000000"), "method_call": ("400000", "4000000"), "panics": ("50000", "500000"),
          "properties": ("100000", "2000000"), "string_equality": ("200000", "20000000"), "zoo": ("6000000", "60000000")}
WARM = {
    ".lua": "local run = assert(loadfile(%r)) for _ = 1, %d do local start = os.clock() run() "
            "io.stderr:write('time ', os.clock() - start, '\\n') end",
    ".py": "import sys, time\nrun = compile(open(%r).read(), 'program', 'exec')\nfor _ in range(%d):\n"
           "    start = time.process_time()\n    exec(run, {'__name__': '__main__'})\n"
           "    print('time', time.process_time() - start, file=sys.stderr)"}
EMPTY = '.module "empty"\n.entry main\n.function main\n    NIL\n    RETURN\n.end\n'


def process(command, text="", **environment):
    """What it wrote to standard output and to standard error, and its processor time in seconds, with all its children."""
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        given.write(text.encode())
        files = [given, out, err]
        given.seek(0)
        started = subprocess.Popen(command, stdin=given, stdout=out, stderr=err, env={**os.environ, **environment})
        _, status, usage = os.wait4(started.pid, 0)
        started.returncode = os.waitstatus_to_exitcode(status)
        for file in files:
            file.seek(0)
        _, written, said = (file.read().decode() for file in files)
        if started.returncode != 0:
            sys.exit(f"{' '.join(command)} ended with status {started.returncode}: {said}")
        return written, said, usage.ru_utime + usage.ru_stime


def whole(command, runs):
    """The output, and the least time of so many processes."""
    done = [process(command) for _ in range(runs)]
    if any(written != done[0][0] for written, _, _ in done):
        sys.exit(f"{' '.join(command)} does not do the same in each run")
    return done[0][0], min(seconds for _, _, seconds in done)


def timed(command, runs):
    """The output of one run, and the time of each of so many runs in one process."""
    written, said, _ = process(command)
    times = [float(time) for time in re.findall(r"^time (\S+)$", said, re.MULTILINE)]
    output = written[:len(written) // runs]
    if len(times) != runs or written != output * runs:
        sys.exit(f"{' '.join(command)} does not do the same in each run: {said}")
    return output, times


def warm(command, runs):
    """The output of one run, and the least time of the last runs in one process."""
    output, times = timed(command, UNCOUNTED + runs)
    return output, min(times[UNCOUNTED:])


def enlarged(folder, file):
    """A copy of a program with more work."""
    small, large = LARGER[file.stem]
    text, found = re.subn(rf"\b{small}\b", large, file.read_text())
    if not found:
        sys.exit(f"{file} does not say {small} anywhere")
    copy = pathlib.Path(folder, file.name)
    copy.write_text(text)
    return copy


def java():
    """The Java of `./jet run` and what it is told about collector and references: Java itself says it."""
    _, said, _ = process(JET + ["--help"], JDK_JAVA_OPTIONS="-XshowSettings:properties")
    home = re.search(r"java\.home = (.+)", said).group(1)
    flags, _, _ = process(JET + ["--help"], JDK_JAVA_OPTIONS="-XX:+PrintCommandLineFlags")
    return [os.path.join(home, "bin", "java")] + re.findall(r"-XX:[+-]Use\w+", flags)


def launcher(runs):
    """The least time of the launcher alone: a JDK is put before it whose Java does nothing."""
    with tempfile.TemporaryDirectory() as home:
        folder = pathlib.Path(home, "bin")
        folder.mkdir()
        for tool in "java", "javac":
            (folder / tool).symlink_to(shutil.which("true"))
        pathlib.Path(home, "release").write_text('JAVA_VERSION="25"\n')
        return min(process(JET, JET_JAVA_HOME=home)[2] for _ in range(runs))


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    kind = arguments.add_mutually_exclusive_group()
    kind.add_argument("--warm", action="store_true")
    kind.add_argument("--larger", action="store_true")
    arguments.add_argument("--engine", default="fast", help="of Jet: fast or plain")
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("--store", type=pathlib.Path)
    arguments.add_argument("programs", nargs="*")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        compare(options, folder)


def compare(options, folder):
    names = options.programs or sorted(path.stem for path in PROGRAMS.glob("*.jasm"))
    peers = {name: peer for name, peer in PEERS.items() if shutil.which(peer[0][0])}
    process(JET + ["--help"])  # the launcher builds what is missing or old, and that is not to be measured
    jet = JET + ["--engine", options.engine]
    if options.warm:
        runner = java() + ["--enable-native-access=ALL-UNNAMED", "-cp", str(JAR), "dev.jetvm.benchmarks.WarmRuns"]

    def measure(command, file):
        if options.larger:
            file = enlarged(folder, file)
        if not options.warm:
            return whole(command + [str(file)], options.runs)
        count = UNCOUNTED + options.runs
        if file.suffix == ".jasm":
            return warm(runner + [str(file), str(count), options.engine], options.runs)
        flag = "-c" if file.suffix == ".py" else "-e"
        return warm(command + [flag, WARM[file.suffix] % (str(file), count)], options.runs)

    stored = {"unit": "s of processor time, least of runs", "warm": options.warm, "larger": options.larger, "engine": options.engine, "runs": options.runs,
              "load": round(os.getloadavg()[0], 1)}
    if not options.warm:
        stored["launcher"] = round(launcher(options.runs), 3)
        stored["empty program"] = round(min(process(JET + ["-"], EMPTY)[2] for _ in range(options.runs)), 3)
        print(f"of Jet's time {stored['launcher']:.3f} s are the launcher's, {stored['empty program']:.3f} s "
              "with an empty program")
    results = {}
    print("seconds of processor time".ljust(26) + "jet".rjust(8) + "".join(name.rjust(22) for name in peers))
    for name in names:
        expected, own = measure(jet, PROGRAMS / (name + ".jasm"))
        row = {"jet": round(own, 3)}
        line = name.ljust(26) + f"{own:8.3f}"
        for peer, (command, suffix) in peers.items():
            output, seconds = measure(command, PROGRAMS / (name + suffix))
            if output.lower() != expected.lower():
                sys.exit(f"{peer} and Jet disagree about {name}: {output!r}, {expected!r}")
            row[peer] = round(seconds, 3)
            line += f"{seconds:14.3f}, {seconds / own:5.2f}x"
        results[name] = row
        print(line, flush=True)
    means = {peer: round(math.exp(sum(math.log(row[peer] / row["jet"]) for row in results.values()) / len(results)), 3)
             for peer in peers}
    print("geometric mean".ljust(34) + "".join(f"{mean:20.2f}x" for mean in means.values()))
    if options.store:
        options.store.write_text(json.dumps({**stored, "programs": results, "jet against": means}, indent=1) + "\n")


if __name__ == "__main__":
    main()
