"""Territories keep nothing about people."""

from app.core.privacy import not_personal
from app.territories.models import Canton, Department, Epci, Municipality, Outline, PostalCode

not_personal(Department, Epci, Canton, Municipality, PostalCode, Outline)
