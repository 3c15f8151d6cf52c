"""What is typed at labelling; one file an audience."""
