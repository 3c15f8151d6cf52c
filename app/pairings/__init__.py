"""Two proposals of a round: they exclude each other in the count, or become one with both teams agreeing."""
