import ipaddress
import socket
import ssl
from dataclasses import replace
from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink
from aiosmtpd.smtp import SMTP
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from app.core import clock, mail


def closed_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Kept(Sink):
    def __init__(self):
        self.seen = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 (the name aiosmtpd calls)
        self.seen.append((envelope.rcpt_tos, session.ssl is not None))
        return "250 OK"


class Encrypted(Controller):
    """A server that takes nothing before STARTTLS."""

    def __init__(self, handler, certificate):
        self.certificate = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self.certificate.load_cert_chain(certificate, certificate.with_suffix(".key"))
        super().__init__(handler, hostname="127.0.0.1", port=closed_port())

    def factory(self):
        return SMTP(self.handler, hostname="localhost", tls_context=self.certificate, require_starttls=True)


@pytest.fixture
def certificate(tmp_path):
    """A certificate for 127.0.0.1 that no authority has signed, its key beside it."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail")])
    named = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(clock.now() - timedelta(hours=1)).not_valid_after(clock.now() + timedelta(hours=1))
    signed = made.add_extension(named, critical=False).sign(key, hashes.SHA256())
    file = tmp_path / "mail.pem"
    file.write_bytes(signed.public_bytes(Encoding.PEM))
    file.with_suffix(".key").write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    )
    return file


@pytest.fixture
def server(app, certificate):
    """A real mail server; mails of the application go to it with STARTTLS."""
    controller = Encrypted(Kept(), certificate)
    controller.start()
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], MAIL_URL=f"smtp://127.0.0.1:{controller.port}")
    yield controller
    controller.stop()


def test_mail_leaves_encrypted_when_the_certificate_is_known(server, certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    mail.deliver("amel@exemple.fr", "Bonjour", "Bonjour.")
    assert server.handler.seen == [(["amel@exemple.fr"], True)]


def test_nothing_leaves_when_nobody_knows_the_certificate(server):
    with pytest.raises(mail.MailUnreachable) as refusal:
        mail.deliver("amel@exemple.fr", "Bonjour", "Bonjour.")
    assert isinstance(refusal.value.__cause__, ssl.SSLCertVerificationError)
    assert server.handler.seen == []


def test_nothing_leaves_in_clear_when_the_server_has_no_tls(app):
    kept = Kept()
    controller = Controller(kept, hostname="127.0.0.1", port=closed_port())
    controller.start()
    try:
        app.config["SETTINGS"] = replace(app.config["SETTINGS"], MAIL_URL=f"smtp://127.0.0.1:{controller.port}")
        with pytest.raises(mail.MailUnreachable):
            mail.deliver("amel@exemple.fr", "Bonjour", "Bonjour.")
        assert kept.seen == []
        app.config["SETTINGS"] = replace(app.config["SETTINGS"], MAIL_URL=f"smtp+plain://127.0.0.1:{controller.port}")
        mail.deliver("amel@exemple.fr", "Bonjour", "Bonjour.")
        assert kept.seen == [(["amel@exemple.fr"], False)]
    finally:
        controller.stop()


@pytest.mark.parametrize(
    "address",
    [
        "toto<camille@exemple.fr>",
        "x,camille@exemple.fr",
        "camille@exemple.fr,",
        "a@[exemple.fr",
        "a@b.fr\nBcc: c@d.fr",
        "",
    ],
)
def test_nothing_leaves_when_the_address_is_not_one(app, mails, address):
    with pytest.raises(mail.NotAnAddress, match="adresse complète"):
        mail.deliver(address, "Bonjour", "Bonjour.")
    assert mails() == []
