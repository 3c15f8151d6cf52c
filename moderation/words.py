"""A sentence in the two languages of the product."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """The same thing said in French and in English."""

    fr: str
    en: str

    def said_in(self, language: str) -> str:
        """The sentence in a language ("fr", "en", "en_GB"); French when the language is not known."""
        return self.en if language.lower().startswith("en") else self.fr
