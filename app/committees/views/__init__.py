"""The pages of the committee: who sits and its sittings, then each dossier shown large; one file a family."""

from app.committees.views import dossiers, sittings  # noqa: F401  (their pages join the blueprint)
from app.committees.views.blueprint import bp

__all__ = ["bp"]
