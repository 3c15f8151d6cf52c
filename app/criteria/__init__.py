"""The criteria of the label as holders look at themselves: sub-questions, points, proof, an estimate."""
