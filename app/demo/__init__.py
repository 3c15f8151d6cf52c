"""The demonstration: invented, deterministic, of the real size. Made with the same services as real life."""
