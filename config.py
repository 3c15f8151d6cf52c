"""Every setting of the platform: typed, read once from the environment, checked before anything starts."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

DEVELOPMENT_SECRET = "development-only"  # noqa: S105 (refused in production by check())  # nosec B105
INSTANCE = Path(__file__).parent / "instance"


class BadSettings(Exception):
    """The environment cannot be used; the message names every setting at fault."""


def setting(default: Any, meaning: str) -> Any:
    """A field of Settings with its sentence for docs/settings.md."""
    return field(default=default, metadata={"meaning": meaning})


@dataclass(frozen=True)
class OidcProvider:
    """One place to sign in from: its settings are OIDC_<NAME>_…, NAME being one of OIDC_PROVIDERS in capitals."""

    name: str
    ISSUER: str = setting("", "Its issuer, whose address + `/.well-known/openid-configuration` says the rest. https.")
    CLIENT_ID: str = setting("", "The identifier it gave to this site.")
    CLIENT_SECRET: str = field(default="", repr=False, metadata={"meaning": "The secret it gave to this site."})
    KIND: str = setting("standard", "`standard`, `franceconnect` (version 2) or `proconnect`.")
    LABEL: str = setting("", "Its name on the button; needed for `standard`.")
    SCOPES: str = setting("", "What is asked for, when it differs from the least its kind needs; begins with `openid`.")

    @classmethod
    def from_environ(cls, name: str, environ: Mapping[str, str]) -> "OidcProvider":
        """Read the variables of one provider."""
        prefix = f"OIDC_{name.upper()}_"
        return cls(name, **{f.name: environ[prefix + f.name] for f in fields(cls) if prefix + f.name in environ})

    def faults(self, production: bool) -> Iterator[str]:
        """Every setting at fault, one sentence each; never a secret."""
        prefix = f"OIDC_{self.name.upper()}_"
        if not re.fullmatch("[a-z][a-z0-9_]{0,19}", self.name):
            yield f"OIDC_PROVIDERS: {self.name!r} must be small letters and digits, 20 at most."
        for needed in ("ISSUER", "CLIENT_ID", "CLIENT_SECRET"):
            if not getattr(self, needed):
                yield f"{prefix}{needed} is not set."
        issuer = urlsplit(self.ISSUER)
        near = issuer.hostname in {"127.0.0.1", "localhost"} and not production
        if self.ISSUER and issuer.scheme != "https" and not near:
            yield f"{prefix}ISSUER must start with https://."
        if self.KIND not in {"standard", "franceconnect", "proconnect"}:
            yield f"{prefix}KIND={self.KIND!r} must be standard, franceconnect or proconnect."
        if self.KIND == "standard" and not self.LABEL:
            yield f"{prefix}LABEL is not set: the button needs a name."
        if self.SCOPES and "openid" not in self.SCOPES.split():
            yield f"{prefix}SCOPES must contain openid."


@dataclass(frozen=True)
class Settings:
    """The settings, one line each; the environment variable has the same name."""

    ENVIRONMENT: str = setting("", "`development`, `test` or `production`. Has to be said; `make` says `development`.")
    SECRET_KEY: str = setting(
        DEVELOPMENT_SECRET,
        "Signs cookies; the keys of codes, limits and second factors are drawn from it. At least 32 characters in "
        "production.",
    )
    SECRET_KEY_FALLBACKS: str = setting(
        "", "Former SECRET_KEYs, the latest first, separated by spaces: still read, never used for anything new."
    )
    LEARNED_HINTS: str = setting(
        "off",
        "`on`: at the moderators' desk, hints learned from this site's own decisions, with how often they are right.",
    )
    DATABASE_URL: str = setting(f"sqlite:///{INSTANCE}/comptoir.db", "SQLite or PostgreSQL, as an SQLAlchemy address.")
    KEYS_DIR: str = setting(
        str(INSTANCE / "keys"),
        "Folder of the keys of each round, out of database and backups. All web machines share it: with a folder "
        "each, they would sign one round with different keys.",
    )
    KEY_STORE: str = setting(
        "files",
        "Where those keys are: `files` (in KEYS_DIR), `environment` (read only), or `package.module:Class` for a key "
        "management service; see app/core/keystore.py.",
    )
    FILES_DIR: str = setting(
        str(INSTANCE / "files"),
        "Folder of the pictures and documents people send, shared by all web machines and saved with the database.",
    )
    CLAMAV_URL: str = setting(
        "", "Antivirus of uploads: `tcp://host:3310` or `unix:///path` of clamd. When set, no file is taken without it."
    )
    MAIL_URL: str = setting(
        f"file:{INSTANCE}/mail",
        "`file:FOLDER`, or `smtp://user:password@host:port` (STARTTLS), `smtps://…` (TLS from the start); certificates "
        "are checked. `smtp+plain://…` talks in clear: for a relay on the same machine only.",
    )
    MAIL_SENDER: str = setting("comptoir@exemple.fr", "The address mails come from.")
    MAILBOX: str = setting(
        "",
        "Where envies sent by e-mail arrive, for `flask ideas fetch-mail`: `maildir:/path`, or "
        "`imaps://user:password@host:993/INBOX` (TLS, certificate checked; signs like @ in the password written %40).",
    )
    MAILBOX_ADDRESS: str = setting("", "The address people send envies to, shown beside the form; none is when empty.")
    BASE_URL: str = setting(
        "http://localhost:8000",
        "Public address of the site, for links in mails and for passkeys (which know no numeric address).",
    )
    TRUSTED_HOSTS: str = setting(
        "", "Other names this site answers to, separated by spaces, beside that of BASE_URL: a health check by address."
    )
    TRUSTED_PROXIES: int = setting(0, "Number of reverse proxies in front, whose X-Forwarded headers are believed.")
    LIMITS_URL: str = setting(
        "database",
        "Where requests are counted: `database`, `redis://host:6379/0`, `valkey://…` (or `rediss://…`, over TLS); "
        "`memory` counts in each process apart and `off` not at all: both are refused in production.",
    )
    LIMITS: str = setting(
        "",
        "Limits other than those of [limits.md](limits.md): `vote:person=5 per minute; search:address=90 per minute`.",
    )
    KEEP_PAGES: int = setting(
        30,
        "For how many seconds at most a process keeps a public page ready; 0 makes each page anew for each visitor.",
    )
    LOG_TO: str = setting(
        "",
        "Where the log goes, one JSON line a fact: `stderr`, `stdout`, `syslog:/dev/log`, `syslog://host:514` (UDP). "
        "Unsaid: `stderr` in production, readable lines elsewhere. See [security-events.md](security-events.md).",
    )
    DEPARTEMENT: str = setting("62", "INSEE code of the département whose municipalities are loaded.")
    TERRITORIES_DIR: str = setting(
        str(Path(__file__).parent / "node_modules/@etalab/decoupage-administratif/data"),
        "Folder of the JSON files of @etalab/decoupage-administratif.",
    )
    SITE_NAME: str = setting("Comptoir", "The name in the masthead.")
    OPERATOR: str = setting("Département du Pas-de-Calais (démonstration)", "Who runs the site, for the legal page.")
    CONTACT: str = setting("contact@exemple.fr", "Where people write for help.")
    PRIVACY_CONTACT: str = setting("", "Address of the data protection officer (DPO); CONTACT when empty.")
    ROUNDS_UNDER_APPEAL: str = setting(
        "", "Public identifiers of the rounds before a court, separated by spaces: their roll of voters is not emptied."
    )
    OIDC_PROVIDERS: str = setting(
        "",
        "Names of the places people may sign in from (OpenID Connect), separated by commas, such as `fc,agents`; each "
        "has the settings below. See [sign-in.md](sign-in.md).",
    )
    oidc: tuple[OidcProvider, ...] = ()

    @classmethod
    def from_environ(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """Read the environment; raise BadSettings when a value has the wrong type or may not be used."""
        given = {f.name: _typed(f.name, f.type, environ[f.name]) for f in said(cls) if f.name in environ}
        names = [name.strip() for name in given.get("OIDC_PROVIDERS", "").split(",") if name.strip()]
        settings = cls(**given, oidc=tuple(OidcProvider.from_environ(name, environ) for name in names))
        settings.check()
        return settings

    def check(self) -> None:
        """Production refuses development values; all faults are named at once."""
        faults = list(self._faults())
        if faults:
            raise BadSettings(" ".join(faults))

    def _faults(self) -> list[str]:
        faults = []
        if not self.ENVIRONMENT:
            return ["ENVIRONMENT is not set: say development (as `make run` does), test or production."]
        if self.ENVIRONMENT not in {"development", "test", "production"}:
            faults.append(f"ENVIRONMENT={self.ENVIRONMENT!r} must be development, test or production.")
        if not self.MAIL_URL.startswith(("file:", "smtp://", "smtps://", "smtp+plain://")):
            faults.append("MAIL_URL must start with file:, smtp://, smtps:// or smtp+plain://.")
        if not re.fullmatch(r"|stderr|stdout|syslog:(//[^/]+|/.+)", self.LOG_TO):
            faults.append("LOG_TO must be stderr, stdout, syslog:/dev/log or syslog://host:port.")
        if not re.fullmatch(r"database|memory|off|(redis|rediss|valkey|valkeys)://.+", self.LIMITS_URL):
            faults.append("LIMITS_URL must be database, redis://host:port/0 or valkey://host:port/0.")
        if not re.fullmatch(r"|maildir:/.+|imaps://[^:@/]+:[^@/]+@[^:@/]+(:\d+)?(/.*)?", self.MAILBOX):
            faults.append("MAILBOX must be maildir:/path or imaps://user:password@host:993/INBOX.")
        faults += self._oidc_faults() + self._scanner_faults()
        return faults + (self._production_faults() if self.is_production else [])

    def _production_faults(self) -> list[str]:
        faults = []
        if self.LIMITS_URL in {"memory", "off"}:
            faults.append("LIMITS_URL must be shared by all processes: database, redis://… or valkey://….")
        if any(_is_weak(key) for key in (self.SECRET_KEY, *self.former_keys)):
            faults.append("SECRET_KEY must be a secret of at least 32 characters drawn at random, its fallbacks too.")
        if self.MAIL_URL.startswith("file:"):
            faults.append("MAIL_URL must name a mail server (smtp://…), not a folder.")
        if not self.BASE_URL.startswith("https://"):
            faults.append("BASE_URL must start with https://.")
        if self.KEY_STORE == "files":
            faults += self._folder_of_keys_faults()
        if self.DATABASE_URL == type(self).DATABASE_URL:
            faults.append("DATABASE_URL must say where the data is, on purpose: postgresql://… or sqlite:////path.")
        if self.OPERATOR == type(self).OPERATOR:
            faults.append("OPERATOR must name who runs the site: the default is that of the demonstration.")
        if self.MAIL_SENDER.endswith("@exemple.fr") or self.CONTACT.endswith("@exemple.fr"):
            faults.append("MAIL_SENDER and CONTACT must be real addresses.")
        return faults

    def _folder_of_keys_faults(self) -> list[str]:
        folder = Path(self.KEYS_DIR)
        if folder.resolve().is_relative_to(INSTANCE.resolve()):
            return ["KEYS_DIR must be a folder of its own, outside the instance folder."]
        if folder.is_dir() and folder.stat().st_mode & 0o077:
            return ["KEYS_DIR is open to other accounts of the machine: chmod go= on it."]
        return []

    def _scanner_faults(self) -> list[str]:
        known = re.fullmatch(r"|(tcp://|unix:///).+", self.CLAMAV_URL)
        return [] if known else ["CLAMAV_URL must be tcp://host:3310 or unix:///path."]

    def _oidc_faults(self) -> list[str]:
        faults = [fault for provider in self.oidc for fault in provider.faults(self.is_production)]
        if len({provider.name for provider in self.oidc}) < len(self.oidc):
            faults.append("OIDC_PROVIDERS names a provider twice.")
        if len({provider.ISSUER for provider in self.oidc}) < len(self.oidc):
            faults.append("OIDC_PROVIDERS: two providers have the same ISSUER.")
        return faults

    @property
    def database_url(self) -> str:
        """The address with the driver named: operators write postgres:// or postgresql://."""
        for scheme in ("postgres://", "postgresql://"):
            if self.DATABASE_URL.startswith(scheme):
                return "postgresql+psycopg://" + self.DATABASE_URL.removeprefix(scheme)
        return self.DATABASE_URL

    @property
    def trusted_hosts(self) -> list[str]:
        """The names this site answers to; outside production, those of the machine itself too."""
        ours = [urlsplit(self.BASE_URL).hostname or "", *self.TRUSTED_HOSTS.split()]
        return ours if self.is_production else [*ours, "localhost", "127.0.0.1"]

    @property
    def former_keys(self) -> list[str]:
        """The former SECRET_KEYs, the latest first."""
        return self.SECRET_KEY_FALLBACKS.split()

    @property
    def is_production(self) -> bool:
        """Whether real people use this instance."""
        return self.ENVIRONMENT == "production"

    def for_flask(self) -> dict[str, Any]:
        """The same settings in the words of Flask and its extensions."""
        return {
            "SECRET_KEY": self.SECRET_KEY,
            "SECRET_KEY_FALLBACKS": self.former_keys,
            "WTF_CSRF_SECRET_KEY": [*self.former_keys[::-1], self.SECRET_KEY],  # itsdangerous: the oldest first
            "TESTING": self.ENVIRONMENT == "test",
            "SETTINGS": self,
            "SQLALCHEMY_ENGINES": {"default": self.database_url},
            "SESSION_COOKIE_SECURE": self.is_production,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "SESSION_COOKIE_NAME": "__Host-comptoir" if self.is_production else "comptoir",
            "TRUSTED_HOSTS": self.trusted_hosts,
            "MAX_CONTENT_LENGTH": 512 * 1024,  # a page that takes files says how much more: app/core/sizes.py
            "MAX_FORM_MEMORY_SIZE": 500_000,
            "MAX_FORM_PARTS": 200,
            "COMPRESS_REGISTER": False,  # app/core/kept_pages.py says when
            "WTF_CSRF_TIME_LIMIT": None,  # bound to the session: a form left open all evening still works
            "BABEL_DEFAULT_LOCALE": "fr",
            "BABEL_DEFAULT_TIMEZONE": "Europe/Paris",
        }


def said(kind: type) -> list[Field[Any]]:
    """The fields that somebody sets: those with a meaning."""
    return [f for f in fields(kind) if "meaning" in f.metadata]


def _is_weak(key: str) -> bool:
    """Whether a key was not drawn at random: too short, or the same few signs again and again."""
    return len(key) < 32 or len(set(key)) < 10 or "development" in key or "changeme" in key.lower()


def _typed(name: str, kind: Any, text: str) -> Any:
    if kind not in (int, "int"):
        return text
    try:
        return int(text)
    except ValueError:
        raise BadSettings(f"{name}={text!r} must be a whole number.") from None
