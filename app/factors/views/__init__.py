"""The pages of second factors: proving them (proving.py), keeping them (keeping.py)."""

from app.factors.views import keeping, proving  # noqa: F401  (they add their pages to the blueprint)
from app.factors.views.blueprint import bp

__all__ = ["bp"]
