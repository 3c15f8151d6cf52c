"""The pages of the house itself: home, legal, accessibility, gallery of components."""
