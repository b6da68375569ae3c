"""The door for half-typed answers."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from lms.accounts.access import me
from lms.kit import clock
from lms.kit.audience import SIGNED_IN, audience
from lms.kit.batches import sent_batch
from lms.kit.db import db
from lms.kit.limits import limiter
from lms.practice import drafting
from lms.practice.access import may_keep
from lms.practice.drafts import UnreadableDraft, read_draft

blueprint = Blueprint("practice", __name__)
MOST_DRAFTS = 20
"""Drafts in one request."""


@blueprint.post("/drafts")
@audience(SIGNED_IN)
@limiter.limit("120 per minute")
def send_drafts() -> ResponseReturnValue:
    """Keep `{"drafts": […]}`, at most 20, and say of each in turn: `kept`, `older`, `answered` or `refused`."""
    outcomes = [_kept(item) for item in sent_batch("drafts", MOST_DRAFTS)]
    db.session.commit()
    return jsonify(drafts=outcomes)


def _kept(item: Any) -> str:
    try:
        sent = read_draft(item)
    except UnreadableDraft:
        return "refused"
    return drafting.keep(me().id, sent, clock.now()) if may_keep(me().id, sent) else "refused"
