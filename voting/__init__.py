"""The counting rulebook: ballots in, certified result out.

Standard library only, exact integers and fractions, no web and no database.
Start with `voting.election` (what is counted), `voting.result.count` (the count)
and `voting.certificate` (the proof). `python -m voting` is the command line.
"""
