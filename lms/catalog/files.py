"""Which stored files this room names, so that nobody sweeps them away."""

from __future__ import annotations

from sqlalchemy import select

from lms.catalog import drafts
from lms.catalog.drafts import DraftIsLost
from lms.catalog.models import DraftAsset, ReleaseAsset, SourceVersion
from lms.kit.db import db


def named() -> set[str]:
    """The digests of what is published, of drafts and what belongs to them, and of uploaded parcels."""
    found = {*db.session.scalars(select(ReleaseAsset.sha256)), *db.session.scalars(select(DraftAsset.sha256))}
    for files, parcel, draft in db.session.execute(
        select(SourceVersion.files, SourceVersion.parcel, SourceVersion.draft)
    ):
        found |= {sha for sha, _ in files.values()} | {parcel or "", draft or ""}
        found |= _of_draft(draft) if draft else set()
    return found


def _of_draft(name: str) -> set[str]:
    try:
        draft = drafts.load(name)
    except DraftIsLost:
        return set()
    return {sha for *_, sha in (*draft.readings, *draft.assets)}
