"""Projects: an idea structured step by step, then frozen as a proposal when it is submitted to a round."""
