"""The door for half-typed answers."""

from __future__ import annotations

from dataclasses import replace
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
from lms.practice.access import release_to_keep
from lms.practice.drafts import UnreadableDraft, read_draft
from lms.practice.draws import OldPage, fields_kept

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
    ref = release_to_keep(me().id, sent)
    if ref is None:
        return "refused"
    try:
        fields = fields_kept(me().id, ref, (sent.lesson, sent.activity), sent.fields)
    except OldPage:
        return "refused"
    return drafting.keep(me().id, replace(sent, fields=fields), clock.now())
