"""The command line, one file for each command: `python -m voting count|compare|explain|convert|verify|bench`."""
