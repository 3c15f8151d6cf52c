"""A meeting as a calendar file (RFC 5545), for the visitor's own diary."""

from datetime import UTC, datetime

from app.events.models import Event

LONGEST = 73  # octets in a line, below the 75 of RFC 5545 §3.1


def calendar_file(event: Event, url: str) -> str:
    """One VEVENT in a VCALENDAR; instants in UTC, lines folded, CRLF."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Comptoir//FR",
        "BEGIN:VEVENT",
        f"UID:{event.public_id}@comptoir",
        f"DTSTAMP:{_stamp(event.updated_at)}",
        f"DTSTART:{_stamp(event.starts_at)}",
        f"DTEND:{_stamp(event.ends_at)}",
        f"SUMMARY:{_escaped(event.title)}",
        f"LOCATION:{_escaped(event.place.line)}",
        f"DESCRIPTION:{_escaped(event.programme)}",
        f"URL:{url}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(_folded(line) + "\r\n" for line in lines)


def _stamp(when: datetime) -> str:
    return when.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\r\n", "\n").replace("\n", "\\n")


def _folded(line: str) -> str:
    parts, part = [], ""
    for letter in line:
        if len((part + letter).encode()) > LONGEST:
            parts.append(part)
            part = " "
        part += letter
    return "\r\n".join([*parts, part])
