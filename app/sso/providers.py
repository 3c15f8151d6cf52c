"""The providers of the settings, each with the habits of its kind."""

from dataclasses import dataclass

from flask import current_app

from app.core.links import full_address
from config import OidcProvider

PROCONNECT = "https://proconnect.gouv.fr/assurance/"


@dataclass(frozen=True)
class Kind:
    """What a kind of provider asks of those who speak to it."""

    label: str
    scopes: str
    acr_values: str = ""
    known_acrs: frozenset[str] = frozenset()
    strong_acrs: frozenset[str] = frozenset()
    tells_amr: bool = False  # `amr` has to be asked for
    signs_userinfo: bool = False  # plain JSON would be a downgrade
    is_for_citizens: bool = False  # never a second factor of staff


KINDS = {
    "standard": Kind("", "openid email profile"),
    # docs.partenaires.franceconnect.gouv.fr: acr_values is required, eidas1 the only level of FranceConnect
    "franceconnect": Kind(
        "FranceConnect",
        "openid given_name email",
        acr_values="eidas1",
        known_acrs=frozenset({"eidas1", "eidas2", "eidas3"}),
        signs_userinfo=True,
        is_for_citizens=True,
    ),
    # partenaires.proconnect.gouv.fr: the levels that stand for two factors, and `amr` only when asked for
    "proconnect": Kind(
        "ProConnect",
        "openid given_name usual_name email",
        acr_values="eidas1",
        strong_acrs=frozenset(
            {"eidas2", "eidas3", PROCONNECT + "self-asserted-2fa", PROCONNECT + "consistency-checked-2fa"}
        ),
        tells_amr=True,
        signs_userinfo=True,
    ),
}


@dataclass(frozen=True)
class Provider:
    """One place to sign in from."""

    settings: OidcProvider

    @property
    def name(self) -> str:
        """Its word in addresses and settings."""
        return self.settings.name

    @property
    def issuer(self) -> str:
        """Who signs its answers."""
        return self.settings.ISSUER

    @property
    def kind(self) -> Kind:
        """Its habits."""
        return KINDS[self.settings.KIND]

    @property
    def is_franceconnect(self) -> bool:
        """Whether the button has the words FranceConnect asks for."""
        return self.settings.KIND == "franceconnect"

    @property
    def label(self) -> str:
        """Its name on the screen."""
        return self.settings.LABEL or self.kind.label

    @property
    def scopes(self) -> str:
        """What it is asked to tell."""
        return self.settings.SCOPES or self.kind.scopes

    @property
    def callback(self) -> str:
        """Where it sends people back: fixed by the settings, whatever the request says."""
        return full_address(f"/compte/identites/{self.name}/retour")

    def asserts_second_factor(self, acr: object, amr: object) -> bool:
        """Whether it says that two factors were used: by `amr` (RFC 8176, "mfa"), or by a level that means it."""
        if self.kind.is_for_citizens:
            return False
        return acr in self.kind.strong_acrs or (isinstance(amr, list) and "mfa" in amr)


def providers() -> list[Provider]:
    """Those of the settings, in their order; none by default."""
    return [Provider(settings) for settings in current_app.config["SETTINGS"].oidc]


def provider_named(name: str) -> Provider | None:
    """The one with this name."""
    return next((provider for provider in providers() if provider.name == name), None)


def provider_of(issuer: str) -> Provider | None:
    """The one with this issuer; none when the settings do not know it any more."""
    return next((provider for provider in providers() if provider.issuer == issuer), None)


def home() -> str:
    """Where a provider sends people after signing out there."""
    return full_address("/")
