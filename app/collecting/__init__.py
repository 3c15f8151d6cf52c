"""Envies that do not arrive through the site’s own form: written on a sheet at a comptoir."""
