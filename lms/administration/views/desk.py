"""The room's blueprint, to which its doors are added."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("administration", __name__)
