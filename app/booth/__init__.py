"""The booth: the voter roll, the ballot and its receipt. Desk of the rulebook voting/."""
