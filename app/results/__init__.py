"""Results: counted by the rulebook voting/, certified by two signatures, published with a sentence for every line."""
