"""Asks Lighthouse, as on a phone, about six pages of the demo: the median of several runs, and what costs points.

    npm ci --ignore-scripts --prefix bench/node      once; Node.js 20 or newer
    python bench/lighthouse.py var/demo.json [RUNS] [PAGE …]

The demo must be running. Lighthouse imitates a middling phone on slow 4G. The limits are 95 for performance and 100 for
accessibility and best practices.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import Any

if __package__ is None:
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.slow_phones import Site

PROGRAM = Path(__file__).parent / "node" / "node_modules" / "lighthouse" / "cli" / "index.js"
LIMITS = {"performance": 95, "accessibility": 100, "best-practices": 100}
TRIES = 3
SIGNS = "lesson quiz desk board".split()
"""The pages that only somebody signed in sees."""


def pages_of(demo: dict[str, Any]) -> dict[str, str]:
    """The pages that are asked about, by name."""
    return {
        "desk": "/",
        "lesson": "/learn/rpa-basics/tables",
        "quiz": "/learn/rpa-basics/seeing-a-process?step=input-decision-output",
        "board": f"/team/{demo['people'][0]['cohort']}",
        "certificate": f"/certificates/{demo['certificates'][0]['number']}",
        "sign in": "/login",
    }


def ask(address: str, cookie: str) -> dict[str, Any]:
    """What Lighthouse says of one page, in a Chromium of its own."""
    command = ["node", str(PROGRAM), address, "--quiet", "--output=json", "--chrome-flags=--headless=new --no-sandbox"]
    command.append(f"--only-categories={','.join(LIMITS)}")
    if cookie:
        command.append(f"--extra-headers={json.dumps({'Cookie': cookie})}")
    chromium = shutil.which("chromium") or shutil.which("google-chrome") or ""
    environment = {"CHROME_PATH": chromium, **os.environ}
    # Now and then Chromium gives Lighthouse nothing to go by, and Lighthouse itself says: run it again.
    for _ in range(TRIES):
        said = subprocess.run(command, capture_output=True, check=False, timeout=180, env=environment)
        if not said.returncode:
            break
    else:
        raise SystemExit(f"Lighthouse did not answer for {address}: {said.stderr.decode()[-600:]}")
    report: dict[str, Any] = json.loads(said.stdout)
    return report


def score(report: dict[str, Any], category: str) -> float:
    """Points of a hundred."""
    return float(report["categories"][category]["score"] or 0) * 100


def costs(report: dict[str, Any], category: str) -> list[str]:
    """What a page loses points for."""
    lost = []
    for each in report["categories"][category]["auditRefs"]:
        audit = report["audits"][each["id"]]
        if each["weight"] and audit["score"] is not None and audit["score"] < 0.9:
            lost.append(f"{each['id']} {audit.get('displayValue', '')}".strip())
    return lost


def main(demo_file: str, runs: str = "5", *chosen: str) -> int:
    """Ask about each page so often, and print the medians. 1 when one is below its limit."""
    demo = json.loads(Path(demo_file).read_text(encoding="utf-8"))
    cookie, short = Site(demo).cookie, False
    print(f"{'page':<14}" + "".join(f"{name:>16}" for name in LIMITS) + f"{'LCP ms':>9}")
    for name, path in pages_of(demo).items():
        if chosen and name not in chosen:
            continue
        reports = [ask(demo["url"] + path, cookie if name in SIGNS else "") for _ in range(int(runs))]
        points = {category: median(score(report, category) for report in reports) for category in LIMITS}
        paint = median(report["audits"]["largest-contentful-paint"]["numericValue"] for report in reports)
        print(f"{name:<14}" + "".join(f"{points[each]:>16.0f}" for each in LIMITS) + f"{paint:>9.0f}", flush=True)
        for category, limit in LIMITS.items():
            if points[category] < limit:
                short = True
                print(f"    {category}: {'; '.join(costs(reports[-1], category))}")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
