"""The committee of labelling: its members, its sittings, each dossier shown, voted on and written in the minutes."""
