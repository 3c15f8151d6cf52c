"""The meetings of the feature below serve here too."""

from tests.app.attendance.conftest import held

__all__ = ["held"]
