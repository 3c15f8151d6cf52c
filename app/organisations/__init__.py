"""Organisations: associations, cooperatives, public bodies, companies and collectives, and who acts for them."""
