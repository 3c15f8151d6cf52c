"""Labelling: reviewers score each criterion with a reason; the label is given or refused with one."""
