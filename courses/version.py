"""The engine's version: part of every release's digest, so raise it whenever the same files would give other HTML."""

ENGINE = "2"
