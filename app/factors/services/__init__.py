"""What is done with second factors: added, proved, removed, taken away."""
