"""One key per purpose; a change of SECRET_KEY loses nothing; one changed bit opens nothing."""

import base64

import pytest
from itsdangerous import BadSignature

from app.core import crypto

OLD, NEW = "old-" * 10, "new-" * 10


@pytest.fixture
def key(app):
    """A function that changes the SECRET_KEY and its fallbacks of this application."""
    kept = {name: app.config[name] for name in ("SECRET_KEY", "SECRET_KEY_FALLBACKS")}

    def use(key, *former):
        app.config.update(SECRET_KEY=key, SECRET_KEY_FALLBACKS=list(former))

    yield use
    app.config.update(kept)


def test_each_purpose_has_its_own_key_and_the_secret_is_none_of_them(app):
    assert crypto.derive("one") == crypto.derive("one") != crypto.derive("two")
    assert len(crypto.derive("one")) == 32
    assert app.config["SECRET_KEY"].encode() not in crypto.derive("one")


def test_the_derivation_is_that_of_rfc_5869(key):
    """Computed by hand with HMAC: extract with a salt of zeros, expand with the purpose."""
    import hmac

    key(NEW)
    extracted = hmac.digest(bytes(32), NEW.encode(), "sha256")
    assert crypto.derive("one") == hmac.digest(extracted, b"comptoir/v1/one\x01", "sha256")


def test_what_is_sealed_is_read_again_and_never_shows(app):
    sealed = crypto.seal("totp", b"JBSWY3DP", about="person-1")
    assert crypto.unseal("totp", sealed, about="person-1") == b"JBSWY3DP"
    assert b"JBSWY3DP" not in base64.urlsafe_b64decode(sealed)
    assert sealed != crypto.seal("totp", b"JBSWY3DP", about="person-1")


def test_a_seal_opens_only_for_its_purpose_and_its_owner(app):
    sealed = crypto.seal("totp", b"secret", about="person-1")
    for purpose, about in (("other", "person-1"), ("totp", "person-2"), ("totp", "")):
        with pytest.raises(crypto.BadSeal):
            crypto.unseal(purpose, sealed, about)


def test_every_flipped_bit_breaks_the_seal(app):
    raw = base64.urlsafe_b64decode(crypto.seal("totp", b"secret"))
    for bit in range(len(raw) * 8):
        changed = bytearray(raw)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises(crypto.BadSeal):
            crypto.unseal("totp", base64.urlsafe_b64encode(changed).decode())


@pytest.mark.parametrize("wrong", ["", "a", "AAAA", "é", "!" * 40, "A" * 5000])
def test_what_is_no_seal_is_refused(app, wrong):
    with pytest.raises(crypto.BadSeal):
        crypto.unseal("totp", wrong)


def test_seals_and_digests_survive_a_change_of_key_until_the_former_one_is_taken_out(key):
    key(OLD)
    sealed, digest = crypto.seal("totp", b"secret"), crypto.mac("code", "123456")
    key(NEW, OLD)
    assert crypto.unseal("totp", sealed) == b"secret"
    assert crypto.is_mac("code", "123456", digest)
    assert crypto.mac("code", "123456") != digest
    again = crypto.seal_again("totp", sealed)
    key(NEW)
    assert crypto.unseal("totp", again) == b"secret"
    assert not crypto.is_mac("code", "123456", digest)
    with pytest.raises(crypto.BadSeal):
        crypto.unseal("totp", sealed)


def test_a_signature_of_one_purpose_is_refused_for_another_and_after_any_change(app):
    token = crypto.signer("unsubscribe").dumps("person-1")
    assert crypto.signer("unsubscribe").loads(token) == "person-1"
    with pytest.raises(BadSignature):
        crypto.signer("invite").loads(token)
    for place in range(len(token) - 1):  # the last sign of base64 may carry bits that say nothing
        changed = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
        with pytest.raises(BadSignature):
            crypto.signer("unsubscribe").loads(changed)


def test_signatures_survive_a_change_of_key(key):
    key(OLD)
    token = crypto.signer("invite").dumps("x")
    key(NEW, OLD)
    assert crypto.signer("invite").loads(token) == "x"
    new = crypto.signer("invite").dumps("x")
    key(NEW)
    assert crypto.signer("invite").loads(new) == "x"
    with pytest.raises(BadSignature):
        crypto.signer("invite").loads(token)
