"""Reading and writing Pabulib files (.pb), the exchange format of participatory budgets.

https://pabulib.org/format: UTF-8 text, three sections META, PROJECTS and VOTES, cells separated by `;`.
"""

from voting.pabulib.cells import PabulibError, cents, units
from voting.pabulib.file import DECLARED, PabulibFile, from_election
from voting.pabulib.reader import read
from voting.pabulib.writer import write

__all__ = ["DECLARED", "PabulibError", "PabulibFile", "cents", "from_election", "read", "units", "write"]
