"""What passes by itself: a database that is locked, full, gone or read-only, a disk without room, a pool without connections."""

from __future__ import annotations

import errno

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

LONGEST_WAIT = 8.0
"""Seconds that a request may have waited for a thread. Whoever waited longer has most likely gone, or sent it again."""
READ_ONLY = "25006"
SHUTTING_DOWN = ("57P01", "57P02", "57P03")
NO_ROOM = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EMFILE, errno.ENFILE))


def passes(error: BaseException) -> bool:
    """Whether trying again in a while may help, nothing being wrong with the request or with our code."""
    if isinstance(error, OperationalError | PoolTimeout | InterfaceError):
        return True
    if isinstance(error, DBAPIError):
        # Read-only servers and ones that shut down raise several classes; the code of PostgreSQL says it (appendix A).
        code = str(getattr(error.orig, "sqlstate", None) or "")
        return bool(error.connection_invalidated) or code == READ_ONLY or code in SHUTTING_DOWN
    return isinstance(error, OSError) and error.errno in NO_ROOM


def name_of(error: BaseException) -> str:
    """What the log says about it: the class only, since messages may hold what somebody typed."""
    if isinstance(error, OSError):
        return f"{type(error).__name__} {errno.errorcode.get(error.errno or 0, '')}"
    inner = error.orig if isinstance(error, DBAPIError) else error
    return type(inner).__name__


MAY_PASS: tuple[type[Exception], ...] = (SQLAlchemyError, OSError)
"""The classes among which `passes` decides."""
