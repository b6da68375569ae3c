"""What keeps a backup from being made or put back, as a sentence for the operator."""

from __future__ import annotations

import errno


class BackupFault(Exception):
    """The message says what is wrong and what to do."""


def of_system(error: OSError, place: object) -> BackupFault:
    """The sentence for an error of the system at a place."""
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return BackupFault(f"The disk of {place} is full. Make room, or choose another folder with --to.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return BackupFault(f"{place} cannot be written. Check whose it is, or choose another folder.")
    return BackupFault(f"{place}: {error.strerror or error}.")
