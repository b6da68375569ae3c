"""Whether the time of an answer tells who has an account: known and unknown addresses, asked in turn, on a database of its own.

    .venv/bin/python bench/same_time.py [ROUNDS]

For each way in it prints the middle half of both times, and how often a known address took longer than an unknown one. That share
is 50 % where time tells nothing; below 35 % or above 65 % the exit code is 1. It takes about a minute with 60 rounds.
"""

from __future__ import annotations

import ipaddress
import random
import secrets
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from flask import Flask
from flask.testing import FlaskClient

from config import Settings
from lms.accounts import registering, signing_in
from lms.app import create_app
from lms.kit import clock
from lms.kit.db import db
from lms.kit.limits import limiter

LOW, HIGH = 0.35, 0.65
FORMS: dict[str, Callable[[str], dict[str, str]]] = {
    "/login": lambda email: {"email": email, "password": "not the password"},
    "/login/forgotten": lambda email: {"email": email},
    "/login/mail": lambda email: {"email": email},
    "/login/code": lambda email: {"email": email, "code": "ABCDEFGH", "new_password": "a long walk by the sea"},
}


def stage(folder: Path, people: int) -> tuple[Flask, list[str]]:
    """An application of its own, and the addresses of its people."""
    given = {"GONIN_ENV": "test", "GONIN_DATA": str(folder), "DATABASE_URL": f"sqlite:///{folder / 'bench.sqlite'}"}
    app = create_app(Settings.from_environment({**given, "SECRET_KEY": secrets.token_hex(32)}))
    app.config["WTF_CSRF_ENABLED"] = False
    known = [f"{secrets.token_hex(6)}@people.test" for _ in range(people)]
    with app.app_context():
        db.create_all()
        password_hash = signing_in.hashed("plum blossom on the table")
        for email in known:
            person = registering.register(registering.Newcomer("Somebody", "en", "Asia/Tokyo"), clock.now())
            person.email, person.password_hash = email, password_hash
        db.session.commit()
    return app, known


def took(browser: FlaskClient, way: str, email: str) -> float:
    """Milliseconds of this process for one answer. What other processes do meanwhile is not counted."""
    limiter.reset()
    # Each comes from a place of its own: tries are counted by place, too.
    place = str(ipaddress.ip_address(secrets.token_bytes(16)))
    began = process_time()
    answer = browser.post(way, data=FORMS[way](email), environ_overrides={"REMOTE_ADDR": place})
    spent = (process_time() - began) * 1000
    assert answer.status_code < 429, f"{way}: {answer.status_code}"
    return spent


def compare(app: Flask, way: str, known: list[str]) -> float:
    """Print both times of one way in; returns the share of pairs in which the known address took longer."""
    times: dict[bool, list[float]] = {True: [], False: []}
    took(app.test_client(), way, "warm@people.test")
    for email in known:
        asked = [(True, email), (False, f"{secrets.token_hex(6)}@people.test")]
        random.shuffle(asked)
        for is_known, address in asked:
            times[is_known].append(took(app.test_client(), way, address))
    pairs = [(a > b) + (a == b) / 2 for a in times[True] for b in times[False]]
    share = statistics.mean(pairs)
    spans = {who: statistics.quantiles(values, n=4) for who, values in times.items()}
    told = "  ".join(f"{'known' if who else 'unknown'} {s[0]:6.1f} to {s[2]:6.1f} ms" for who, s in spans.items())
    print(f"{way:18} {told}  known took longer in {share:.0%} of pairs")
    return share


def main() -> int:
    """Compare every way in."""
    rounds = min(int(sys.argv[1]) if len(sys.argv) > 1 else 60, 500)
    with tempfile.TemporaryDirectory() as folder:
        app, known = stage(Path(folder), rounds)
        shares = {way: compare(app, way, known) for way in FORMS}
        with app.app_context():
            db.engine.dispose()
    told = [way for way, share in shares.items() if not LOW <= share <= HIGH]
    print("Time tells nothing." if not told else f"Time tells who is here: {', '.join(told)}")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
