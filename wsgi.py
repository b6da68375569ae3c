"""The door for web servers: `wsgi:app`."""

import sys

from config import Settings, SettingsError
from lms.app import create_app
from lms.kit import logs

try:
    settings = Settings.from_environment()
    logs.start(settings.logs)
    app = create_app(settings)
except SettingsError as error:
    # A sentence instead of a traceback: the reader is an operator, not the author of this file.
    sys.exit(f"Gonin cannot start. {error}")
