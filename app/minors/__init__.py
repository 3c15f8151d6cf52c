"""Below 15: a parent's agreement, asked by mail, given or withdrawn on a page."""
