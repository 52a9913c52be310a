#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Has every scenario of tests/record/scenarios.json recorded by hand and replayed, again and again, and prints how often each was right.

    tests/bench/person.py [--times 20] [--at-once 1] [--bin build/release/bin/tst_person] [--only "log-in"]

Each time is a display of its own (xvfb-run). --at-once has several people at work on this machine. Exit code 1 if anything
failed even once.
"""
import argparse
import collections
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
RESULT = re.compile(r"^(PASS|FAIL!)\s*: PersonTest::(everyKind_isRecorded|everyRecording_replays)\(([^)]+)\)(.*(?:\n(?![A-Z!]+ *: ).*)*)", re.M)


def once(binary, only, environment):
    """One pass over all scenarios: {name: what went wrong, or nothing}."""
    slots = [f"{slot}:{only}" if only else slot for slot in ("everyKind_isRecorded", "everyRecording_replays")]
    command = ["xvfb-run", "--auto-servernum", "--server-args=-screen 0 1400x1000x24", binary, *slots]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=1800)
    results = {}
    for result, slot, name, message in RESULT.findall(done.stdout):
        trouble = "" if result == "PASS" else f"{slot}: {message.strip()}"
        results[name] = "\n".join(filter(None, [results.get(name), trouble]))
    return results or {"the run itself": done.stdout[-2000:] + done.stderr[-2000:]}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--at-once", type=int, default=1)
    parser.add_argument("--bin", default=str(ROOT / "build/release/bin/tst_person"))
    parser.add_argument("--only", help="one scenario")
    options = parser.parse_args()

    environment = os.environ | {"QT_QPA_PLATFORM": "xcb"}
    environment.setdefault("FORAY_BIN", str(pathlib.Path(options.bin).with_name("foray")))
    if os.geteuid() == 0:  # Chromium's sandbox does not work as root
        environment.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

    right, tried, failures = collections.Counter(), collections.Counter(), []
    began = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(options.at_once) as people:
        turns = [people.submit(once, options.bin, options.only, environment) for _ in range(options.times)]
        for turn, done in enumerate(concurrent.futures.as_completed(turns), 1):
            for name, trouble in done.result().items():
                tried[name] += 1
                right[name] += not trouble
                if trouble:
                    failures.append((name, trouble))
            print(f"{turn}/{options.times}: {sum(right.values())} of {sum(tried.values())} right, "
                  f"{time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)

    for name in tried:
        print(f"{name:40} {right[name]:4} of {tried[name]}")
    for name, trouble in failures:
        print(f"\n{name}: {trouble}")
    return 1 if failures or not tried else 0


if __name__ == "__main__":
    sys.exit(main())
