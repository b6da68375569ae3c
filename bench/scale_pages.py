"""What pages cost in a large database, beside the same pages in a small one: the same people, asked in turn in one run.

    GONIN_ENV=demo python bench/scale_pages.py SMALL_DATA LARGE_DATA [SMALL_URL LARGE_URL]

Both hold the demo, made with the same settings; the large one was filled by bench/scale_seed.py. The addresses are those of
PostgreSQL databases; without them the SQLite files of the folders are asked. Prints CPU and clock per request (milliseconds,
median of rounds) and the ratio large / small. The limit is 1.25.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from flask.testing import FlaskClient

from config import Settings
from lms.accounts import queries as accounts
from lms.accounts import signing_in
from lms.app import create_app
from lms.catalog import queries as catalog
from lms.cohorts import queries as cohorts
from lms.kit import clock
from lms.kit.db import db
from lms.kit.limits import limiter

ROUNDS, REQUESTS = 9, 40
READER = "minato@demo.example"


class Site:
    """One database with the demo in it, and a browser of one of its people."""

    def __init__(self, data: str, url: str) -> None:
        given = {**os.environ, "GONIN_DATA": data, **({"DATABASE_URL": url} if url else {})}
        self.app = create_app(Settings.from_environment(given))
        self.app.config["WTF_CSRF_ENABLED"] = False
        story = json.loads((Path(data) / "demo.json").read_text(encoding="utf-8"))
        with self.app.app_context():
            person = accounts.person_by_email(READER)
            if person is None:
                sys.exit(f"{READER} is not in {data}. Make the demo there first.")
            place = cohorts.places_of(person.id)[0]
            ref = catalog.current_release(place.course)
            token = signing_in.begin(person.id, clock.now())
            db.session.commit()
        self.release = ref.id if ref else 0
        self.browser: FlaskClient = self.app.test_client()
        with self.browser.session_transaction() as session:
            session["_user_id"] = token
        number = story["certificates"][0]["number"]
        self.pages: dict[str, Callable[[], Any]] = {
            "lesson": lambda: self.browser.get("/learn/rpa-basics/tables"),
            "desk": lambda: self.browser.get("/"),
            "board": lambda: self.browser.get(f"/team/{place.cohort_code}"),
            "fact batch (20)": self._send,
            "certificate": lambda: self.browser.get(f"/certificates/{number}"),
        }

    def _send(self) -> Any:
        at = datetime.now(UTC).isoformat()
        facts = [
            {
                "id": str(uuid4()), "kind": "opened_step", "course": "rpa-basics", "release": self.release,
                "lesson": "tables", "step": "step-1", "at": at,
            }
            for _ in range(20)
        ]  # fmt: skip
        return self.browser.post("/facts", json={"facts": facts})

    def cost(self, page: str) -> tuple[float, float]:
        """CPU and clock of one request, in milliseconds."""
        ask = self.pages[page]
        count = REQUESTS if page != "fact batch (20)" else REQUESTS // 4
        cpu, began = time.process_time(), time.perf_counter()
        for _ in range(count):
            answer = ask()
        spent = time.process_time() - cpu, time.perf_counter() - began
        if answer.status_code != 200:
            sys.exit(f"{page}: {answer.status}")
        return spent[0] * 1000 / count, spent[1] * 1000 / count


def main() -> None:
    """Ask both sites in turn and print a table."""
    small_data, large_data, *urls = sys.argv[1:]
    small, large = Site(small_data, urls[0] if urls else ""), Site(large_data, urls[1] if urls else "")
    limiter.enabled = False
    print(
        "| page | small: CPU, clock | large: CPU, clock | CPU large / small | clock large / small |\n|---|---|---|---|---|"
    )
    for page in small.pages:
        found: dict[str, list[tuple[float, float]]] = {"small": [], "large": []}
        small.cost(page), large.cost(page)
        for _ in range(ROUNDS):
            found["small"].append(small.cost(page))
            found["large"].append(large.cost(page))
        s, la = ([statistics.median(side) for side in zip(*found[name], strict=True)] for name in ("small", "large"))
        print(
            f"| {page} | {s[0]:.2f}, {s[1]:.2f} | {la[0]:.2f}, {la[1]:.2f} | {la[0] / s[0]:.2f} | {la[1] / s[1]:.2f} |"
        )


if __name__ == "__main__":
    main()
