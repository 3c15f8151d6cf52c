"""What remains of a meeting: what its participants contributed, and the report its host publishes."""
