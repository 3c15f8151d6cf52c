"""What is done with decisions on the label: prepared, announced together, contested; one file a family."""

from app.labelling.services.appealing import contest, grant, reject
from app.labelling.services.preparing import Prepared, forget, prepare
from app.labelling.services.releasing import (
    approve,
    due_releases,
    hold_back,
    plan_release,
    release,
    request_release,
)

__all__ = [
    "Prepared",
    "approve",
    "contest",
    "due_releases",
    "forget",
    "grant",
    "hold_back",
    "plan_release",
    "prepare",
    "reject",
    "release",
    "request_release",
]
