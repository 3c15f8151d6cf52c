"""Signing in from elsewhere, with OpenID Connect: FranceConnect, ProConnect, any standard provider."""
