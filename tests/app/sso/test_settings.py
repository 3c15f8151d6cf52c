"""What the settings may say of providers, and what the levels of a provider are worth."""

import pytest

from app.sso.providers import PROCONNECT, Provider
from config import BadSettings, OidcProvider, Settings

GOOD = {
    "ENVIRONMENT": "test",
    "OIDC_PROVIDERS": "fc, agents",
    "OIDC_FC_KIND": "franceconnect",
    "OIDC_FC_ISSUER": "https://fc.exemple/api/v2",
    "OIDC_FC_CLIENT_ID": "a",
    "OIDC_FC_CLIENT_SECRET": "the-secret-of-fc",
    "OIDC_AGENTS_ISSUER": "https://agents.exemple",
    "OIDC_AGENTS_CLIENT_ID": "b",
    "OIDC_AGENTS_CLIENT_SECRET": "s",
    "OIDC_AGENTS_LABEL": "La mairie",
}


def test_providers_are_read_in_their_order():
    fc, agents = Settings.from_environ(GOOD).oidc
    assert (fc.name, fc.KIND, Provider(fc).label, Provider(fc).scopes) == (
        *("fc", "franceconnect", "FranceConnect"),
        "openid given_name email",
    )
    assert (agents.KIND, Provider(agents).label) == ("standard", "La mairie")


def test_no_provider_is_the_default():
    assert Settings.from_environ({"ENVIRONMENT": "test"}).oidc == ()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"OIDC_FC_ISSUER": ""}, "OIDC_FC_ISSUER is not set"),
        ({"OIDC_FC_CLIENT_ID": ""}, "OIDC_FC_CLIENT_ID is not set"),
        ({"OIDC_FC_CLIENT_SECRET": ""}, "OIDC_FC_CLIENT_SECRET is not set"),
        ({"OIDC_FC_ISSUER": "http://fc.exemple"}, "OIDC_FC_ISSUER must start with https"),
        ({"OIDC_FC_KIND": "saml"}, "OIDC_FC_KIND='saml' must be"),
        ({"OIDC_AGENTS_LABEL": ""}, "OIDC_AGENTS_LABEL is not set"),
        ({"OIDC_FC_SCOPES": "email"}, "OIDC_FC_SCOPES must contain openid"),
        ({"OIDC_PROVIDERS": "fc,fc"}, "names a provider twice"),
        ({"OIDC_PROVIDERS": "France-Connect"}, "must be small letters"),
        ({"OIDC_AGENTS_ISSUER": "https://fc.exemple/api/v2"}, "the same ISSUER"),
    ],
)
def test_a_provider_half_configured_stops_the_start(change, sentence):
    with pytest.raises(BadSettings, match=sentence) as refusal:
        Settings.from_environ(GOOD | change)
    assert "the-secret-of-fc" not in str(refusal.value)


def test_the_secret_is_not_shown_with_the_settings():
    assert "the-secret-of-fc" not in repr(Settings.from_environ(GOOD))


@pytest.mark.parametrize(
    ("kind", "acr", "amr", "counts"),
    [
        ("proconnect", "eidas1", ["pwd"], False),
        ("proconnect", "eidas1", None, False),
        ("proconnect", "eidas1", ["pwd", "mfa"], True),
        ("proconnect", "eidas2", None, True),
        ("proconnect", PROCONNECT + "consistency-checked-2fa", None, True),
        ("proconnect", PROCONNECT + "consistency-checked", None, False),
        ("standard", "eidas2", None, False),
        ("standard", "1", ["pwd", "otp", "mfa"], True),
        ("standard", "1", "mfa", False),
        ("franceconnect", "eidas2", ["pin", "pop", "mfa"], False),
    ],
)
def test_two_factors_are_believed_only_when_the_provider_says_so(kind, acr, amr, counts):
    provider = Provider(OidcProvider("x", "https://x.exemple", "a", "b", kind, "X"))
    assert provider.asserts_second_factor(acr, amr) is counts
