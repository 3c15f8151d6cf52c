"""Reading and writing Pabulib files (.pb), the exchange format of participatory budgets.

https://pabulib.org/format: UTF-8 text, three sections META, PROJECTS and VOTES, cells separated by `;`.
"""

from voting.pabulib.cells import FileError, PabulibError, cents, units
from voting.pabulib.export import from_election
from voting.pabulib.file import DECLARED, PabulibFile
from voting.pabulib.reader import read
from voting.pabulib.streaming import PabulibStream, stream
from voting.pabulib.writer import write

__all__ = [
    "DECLARED", "FileError", "PabulibError", "PabulibFile", "PabulibStream", "cents", "from_election", "read", "stream",
    "units", "write",
]  # fmt: skip
