"""The rules of labelling without a web: what a grid is, who reads what, when marks lie apart, what figures may tell."""
