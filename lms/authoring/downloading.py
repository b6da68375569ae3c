"""A version as a ZIP: the same version gives the same bytes, whenever and wherever."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Mapping
from typing import IO, Any

from lms.kit.storage import Storage

MOMENT = (2020, 1, 1, 0, 0, 0)
IN_MEMORY = 1024 * 1024


def packed(course: str, files: Mapping[str, Any], storage: Storage) -> IO[bytes]:
    """The files of a version under one folder, sorted by name, as a file to be sent and closed. Raises OSError."""
    spool = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  # Whoever sends it closes it.
    with zipfile.ZipFile(spool, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target:
        for path in sorted(files):
            info = zipfile.ZipInfo(f"{course}/{path}", MOMENT)
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            target.writestr(info, storage.path(files[path][0]).read_bytes())
    spool.seek(0)
    return spool
