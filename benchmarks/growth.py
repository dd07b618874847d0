#!/usr/bin/env python3
"""Measures how the costs of modules and collections grow with their size, and prints the tables.

usage: benchmarks/growth.py benchmarks/history/DATE-growth.json

When the file is there, nothing is measured, only the table is printed. It takes ten minutes. Build first: ./mvnw package
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True  # of compare.py, into the project
from compare import JAR, java

# Patterns and parameters for JMH.
RUNS = [
    ("GrowthBenchmark", "shape=FUNCTIONS,TYPES", "size=10000,100000,1000000,10000000"),
    ("GrowthBenchmark.verify", "shape=STRAIGHT,JUMPS,HIGH_STACK,RISING_KINDS", "size=10000,100000,1000000,10000000"),
]


def measure():
    growth = {}
    load = os.getloadavg()[0]
    for pattern, shape, size in RUNS:
        with tempfile.NamedTemporaryFile(suffix=".json") as out:
            subprocess.run([java()[0], "-jar", str(JAR), pattern, "-p", shape, "-p", size, "-rf", "json", "-rff", out.name],
                           check=True, stdout=sys.stderr)
            results = json.load(out)
        for result in results:
            row = result["params"]["shape"].lower() + ", " + result["benchmark"].rsplit(".", 1)[1]
            metric = result["primaryMetric"]
            growth.setdefault(row, {})[result["params"]["size"]] = [round(float(metric[key]), 4)
                                                                    for key in ("score", "scoreError")]
    return {"unit": "ms, and the error of the mean at 99.9 %", "load": round(load, 1), "growth": growth,
            "churn": churn()}


def churn():
    """ns of a step in a collection that keeps its size, by collection and size, with the error."""
    with tempfile.NamedTemporaryFile(suffix=".json") as out:
        subprocess.run([java()[0], "-jar", str(JAR), "ChurnBenchmark", "-rf", "json", "-rff", out.name], check=True,
                       stdout=sys.stderr)
        results = json.load(out)
    rows = {}
    for result in results:
        metric = result["primaryMetric"]
        rows.setdefault(result["benchmark"].rsplit(".", 1)[1], {})[result["params"]["size"]] = [
            round(float(metric[key]), 1) for key in ("score", "scoreError")]
    return rows


def main():
    if len(sys.argv) != 2 or sys.argv[1].startswith("-"):
        sys.exit(__doc__)
    file = pathlib.Path(sys.argv[1])
    if not file.exists():
        file.write_text(json.dumps(measure(), indent=1) + "\n")
    measured = json.loads(file.read_text())
    growth = measured["growth"]
    sizes = sorted({int(size) for row in growth.values() for size in row})
    print("ms; ns per byte".ljust(26) + "".join(f"{size:,d} bytes".rjust(22) for size in sizes))
    for what, row in growth.items():
        cells = (f"{row[str(size)][0]:12,.2f}; {row[str(size)][0] * 1e6 / size:8,.1f}" if str(size) in row else " " * 22
                 for size in sizes)
        print((what.ljust(26) + "".join(cells)).rstrip())
    for what, row in measured.get("churn", {}).items():
        print(f"\nns a step, {what}: " + ", ".join(f"{int(size):,d} {row[size][0]:,.1f}" for size in row))


if __name__ == "__main__":
    main()
