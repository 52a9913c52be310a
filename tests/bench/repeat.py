#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs every sample plan at every delay again and again, and prints how often each gave exactly its rows.

    tests/bench/repeat.py [--times 50] [--busy] [--bin build/dev/bin/tst_samples] [--only commits/800]

--busy keeps every core occupied by other processes meanwhile. Exit code 1 if anything failed even once.
"""
import argparse
import collections
import multiprocessing
import os
import pathlib
import re
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]


def burn():
    while True:
        pass


def once(binary, only, environment, failures):
    """One pass; counts what each row did."""
    command = [binary, "-v1"] + ([f"samples_giveTheirRows:{only}"] if only else ["samples_giveTheirRows"])
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=1800)
    rows = re.findall(r"^(PASS|FAIL!)\s*: tst_Samples::samples_giveTheirRows\(([^)]+)\)(.*(?:\n(?![A-Z!]+ *: ).*)*)", done.stdout,
                      re.M)
    if not rows:
        failures.append(("the run itself", done.stdout[-2000:] + done.stderr[-2000:]))
    for result, name, message in rows:
        if result != "PASS":
            failures.append((name, message.strip()))
    return [(name, result == "PASS") for result, name, _ in rows]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--busy", action="store_true")
    parser.add_argument("--bin", default=str(ROOT / "build/dev/bin/tst_samples"))
    parser.add_argument("--only", help="one row, such as commits/800")
    options = parser.parse_args()

    environment = {"QT_QPA_PLATFORM": "offscreen"} | os.environ
    if os.geteuid() == 0:  # Chromium's sandbox does not work as root
        environment.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
    burners = [multiprocessing.Process(target=burn, daemon=True) for _ in range(os.cpu_count() or 1)] if options.busy else []
    for burner in burners:
        burner.start()

    passed, tried, failures = collections.Counter(), collections.Counter(), []
    began = time.monotonic()
    for turn in range(options.times):
        for name, good in once(options.bin, options.only, environment, failures):
            tried[name] += 1
            passed[name] += good
        print(f"{turn + 1}/{options.times}: {sum(passed.values())} of {sum(tried.values())} right, "
              f"{time.monotonic() - began:.0f} s", file=sys.stderr)
    for burner in burners:
        burner.terminate()

    for name in tried:
        print(f"{name:40} {passed[name]:4} of {tried[name]}")
    for name, message in failures:
        print(f"\n{name}: {message}")
    return 1 if failures or not tried else 0


if __name__ == "__main__":
    sys.exit(main())
