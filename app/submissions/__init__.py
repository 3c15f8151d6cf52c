"""A dossier is checked, read again, submitted with a receipt, sent back once to be completed, or withdrawn."""
