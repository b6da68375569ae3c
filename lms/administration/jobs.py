"""What the worker does for administration by the clock, and after somebody was erased."""

from __future__ import annotations

from lms.kit.db import clear_traces
from lms.kit.jobs import Schedule

CLEAR_TRACES = "administration.clear_traces"
SCHEDULES = [Schedule(CLEAR_TRACES, clear_traces, minute=37)]
