"""The same counts, faster, with numpy. Nothing outside this folder imports it at the top: a recount needs the standard library only."""
