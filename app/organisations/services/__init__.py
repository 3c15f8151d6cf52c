"""What is done with organisations: declared and checked, given people who act for them, engaged."""
