"""The shape of what people type about themselves and at the ways in."""

from lms.accounts.forms.profile import NameForm
from lms.accounts.forms.sign_in import WithDevice

__all__ = ["NameForm", "WithDevice"]
