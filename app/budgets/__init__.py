"""The budget of a dossier, in the accounts of French grant applications: what it costs, who pays, who gives time."""
