"""The same counts, faster, with numpy.

Nothing outside this folder imports it at the top of a file: a recount needs the standard library only.
"""
