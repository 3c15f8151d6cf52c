"""Territories keep nothing about people."""

from app.core.privacy import not_personal
from app.territories.models import Canton, Department, Epci, Municipality, PostalCode

not_personal(Department, Epci, Canton, Municipality, PostalCode)
