"""What a person proves beside a password or a code: passkeys, one-time codes of an application, recovery codes."""
