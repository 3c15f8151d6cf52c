"""Elections, ballots and results in the formats others use: JSON and CSV beside Pabulib (`voting.pabulib`)."""

from voting.formats.ballots_csv import ballots_csv, ballots_from_csv
from voting.formats.conversion import convert
from voting.formats.document import Document, from_json, to_json
from voting.formats.result_csv import result_csv

__all__ = ["Document", "ballots_csv", "ballots_from_csv", "convert", "from_json", "result_csv", "to_json"]
