"""News to people: a row in the deed's own transaction, a mail once it is committed."""
