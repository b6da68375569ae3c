"""How long work tells that it goes on: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

Step = Callable[[int], None]


@contextmanager
def shown(label: str, total: int) -> Iterator[Step]:
    """A bar that fills with each call of `step(count)`, up to `total`."""
    if sys.stderr.isatty():
        with click.progressbar(
            length=max(total, 1), label=label, file=sys.stderr, update_min_steps=max(total // 200, 1)
        ) as bar:
            yield bar.update
            bar.update(bar.length or 0)
        return
    click.echo(f"{label} …", err=True)
    yield lambda count: None
