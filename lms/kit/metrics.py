"""What is counted while the service runs, in the form that Prometheus reads; of routes and jobs, never of people.

Every process counts in files of its own in one folder, and whichever process is asked adds them up: any number of web processes
and the worker make one answer. Nothing is counted unless the operator has set a token for the reader.
"""

from __future__ import annotations

import hmac
import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Flask, Response, abort, current_app, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from lms.kit.audience import ANYONE, audience
from lms.kit.db import db

if TYPE_CHECKING:
    from prometheus_client import Histogram
    from prometheus_client.metrics_core import Metric

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
"""Seconds. A page is meant to take less than 0.05."""
COUNTERS = {
    "gonin_jobs": ("Jobs by how they ended.", ("job", "outcome")),
    "gonin_facts_received": ("Facts that devices sent, repeated ones included.", ()),
}
KEPT = 7 * 24 * 3600
"""Seconds for which the counts of a process that ended are kept."""

blueprint = Blueprint("metrics", __name__)


class Meters:
    """The counters of this process. Making them twice in a process would count twice: use `metrics.meters`."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        _forget_old_files(folder)
        # The library finds its folder there when it opens its files.
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)
        from prometheus_client import CollectorRegistry, Counter, Histogram, values

        values.ValueClass = values.MultiProcessValue()  # type: ignore[no-untyped-call]  # As with the variable set before the import.
        nowhere = CollectorRegistry()
        self.folder = folder
        labels = ("route", "method", "status")
        self._requests = Histogram(
            "gonin_request_seconds", "Time to answer.", labels, buckets=BUCKETS, registry=nowhere
        )
        self._counters = {name: Counter(name, *told, registry=nowhere) for name, told in COUNTERS.items()}
        self._known: dict[tuple[str, str, str], Histogram] = {}

    def request(self, route: str, method: str, status: str) -> Histogram:
        """The meter of one route, method and class of status. Looked up once: asking the library each time costs more."""
        key = (route, method, status)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._requests.labels(*key)
        return found

    def count(self, name: str, amount: float = 1, **labels: str) -> None:
        """Add to one of COUNTERS."""
        counter = self._counters[name]
        (counter.labels(**labels) if labels else counter).inc(amount)


class _AtThisMoment:
    """Figures that are asked of the database when somebody reads them."""

    def __init__(self, gauges: Mapping[str, tuple[str, Callable[[], float]]]) -> None:
        self._gauges = gauges

    def collect(self) -> Iterator[Metric]:
        """Each figure; one that the database cannot give now is left out."""
        from prometheus_client.core import GaugeMetricFamily

        for name, (help_text, ask) in self._gauges.items():
            try:
                yield GaugeMetricFamily(name, help_text, value=ask())
            except SQLAlchemyError:
                db.session.rollback()


def connect(app: Flask, folder: Path, token: str) -> None:
    """Count in this folder, and answer /metrics to whoever shows the token. Without a token nothing is counted or shown."""
    app.extensions["gonin_metrics_token"] = token
    app.extensions["gonin_metrics_folder"] = folder if token else None
    app.extensions["gonin_gauges"] = {}
    app.register_blueprint(blueprint)


def gauge(app: Flask, name: str, help_text: str, ask: Callable[[], float]) -> None:
    """Show a figure that `ask` gives inside an application context, such as how many letters wait."""
    app.extensions["gonin_gauges"][name] = (help_text, ask)


def meters() -> Meters | None:
    """This process's counters; None where nothing is counted."""
    folder: Path | None = current_app.extensions["gonin_metrics_folder"]
    return _meters(folder) if folder is not None else None


def count(name: str, amount: float = 1, **labels: str) -> None:
    """Add to one of COUNTERS, where counting is on."""
    found = meters()
    if found is not None:
        found.count(name, amount, **labels)


_making = threading.Lock()
_made: dict[Path, Meters] = {}


def _meters(folder: Path) -> Meters:
    with _making:
        if folder not in _made:
            _made[folder] = Meters(folder)
        return _made[folder]


def _forget_old_files(folder: Path) -> None:
    """Remove the counts of processes that ended long ago, so that the folder does not grow for ever."""
    for path in folder.glob("*.db"):
        number = path.stem.rpartition("_")[2]
        if number.isdecimal() and not _lives(int(number)) and path.stat().st_mtime < time.time() - KEPT:
            path.unlink(missing_ok=True)


def _lives(pid: int) -> bool:
    """Whether a process with this number runs. Where that cannot be asked harmlessly (Windows), it is taken to."""
    if os.name != "posix":
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


@blueprint.get("/metrics")
@audience(ANYONE)
def show() -> ResponseReturnValue:
    """Every figure, for a reader that shows the token; for all others there is nothing here."""
    token: str = current_app.extensions["gonin_metrics_token"]
    given = request.headers.get("Authorization", "")
    if not token or not hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
        abort(404)
    found = meters()
    if found is None:
        abort(404)
    return Response(_exposed(found.folder), content_type="text/plain; version=0.0.4; charset=utf-8")


def _exposed(folder: Path) -> bytes:
    from prometheus_client import CollectorRegistry, generate_latest
    from prometheus_client.multiprocess import MultiProcessCollector

    registry: Any = CollectorRegistry()
    MultiProcessCollector(registry, path=str(folder))  # type: ignore[no-untyped-call]  # The library types only a part.
    registry.register(_AtThisMoment(current_app.extensions["gonin_gauges"]))
    return generate_latest(registry)
