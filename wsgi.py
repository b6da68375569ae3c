"""The doors for web servers: `wsgi:door` (ASGI, what `serve` uses) and `wsgi:app` (WSGI, for behind a proxy that buffers)."""

import sys

from config import Settings, SettingsError
from lms.app import create_app
from lms.kit import logs
from lms.kit.gateway import Gateway

try:
    settings = Settings.from_environment()
    logs.start(settings.logs)
    app = create_app(settings)
    door = Gateway(app)
except SettingsError as error:
    # A sentence instead of a traceback: the reader is an operator, not the author of this file.
    sys.exit(f"Gonin cannot start. {error}")
