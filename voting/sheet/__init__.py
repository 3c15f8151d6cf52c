"""The tally sheet (feuille de pointage): for every project, one bit a ballot; counted with nothing but Python."""

from voting.sheet.counting import recounted_from_sheet
from voting.sheet.writer import sheet, sheet_digest

__all__ = ["recounted_from_sheet", "sheet", "sheet_digest"]
