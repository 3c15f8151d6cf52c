"""A small IMAP server over TLS (RFC 9051): the commands that reading a folder needs, spoken on a real socket."""

import re
import socketserver
import ssl
import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER, PASSWORD = '"envies@exemple.fr"', '"mot de passe"'


class Talk(socketserver.StreamRequestHandler):
    """One connection: commands in, answers out."""

    def handle(self):
        self.say("* OK ready")
        for line in self.rfile:
            tag, _space, command = line.decode().rstrip("\r\n").partition(" ")
            self.answer(tag, command.removeprefix("UID "))
            if command == "LOGOUT":
                return

    def say(self, text):
        self.wfile.write(text.encode() + b"\r\n")

    def answer(self, tag, command):
        verb, _space, rest = command.partition(" ")
        done = getattr(self, f"do_{verb.lower()}", lambda _rest: "OK")(rest)
        self.say(f"{tag} {done} {verb}")

    def do_capability(self, _rest):
        self.say("* CAPABILITY IMAP4rev1")
        return "OK"

    def do_login(self, rest):
        return "OK" if rest.endswith(PASSWORD) else "NO [AUTHENTICATIONFAILED]"

    def do_select(self, rest):
        self.say(f"* {len(self.server.messages)} EXISTS")
        return "OK [READ-WRITE]" if rest == '"INBOX"' else "NO no such folder"

    def do_search(self, _rest):
        unseen = [str(uid) for uid, (flags, _content) in self.server.messages.items() if "\\Seen" not in flags]
        self.say(f"* SEARCH {' '.join(unseen)}")
        return "OK"

    def do_fetch(self, rest):
        uid, _space, asked = rest.partition(" ")
        _flags, content = self.server.messages[int(uid)]
        if "SIZE" in asked:
            self.say(f"* 1 FETCH (UID {uid} RFC822.SIZE {len(content)})")
            return "OK"
        if piece := re.search(r"<0\.(\d+)>", asked):
            content = content[: int(piece[1])]
        self.say(f"* 1 FETCH (UID {uid} BODY[] {{{len(content)}}}")
        self.wfile.write(content + b")\r\n")
        return "OK"

    def do_store(self, rest):
        uid, _mode, flags = rest.split(" ", 2)
        self.server.messages[int(uid)][0].update(flags.strip("()").split())
        return "OK"

    def do_expunge(self, _rest):
        for uid in [uid for uid, (flags, _content) in self.server.messages.items() if "\\Deleted" in flags]:
            del self.server.messages[uid]
        return "OK"


def certificate(folder):
    """A certificate for 127.0.0.1 that signs itself, with its key, in one file."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "imap.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    return path


@contextmanager
def running(folder, contents):
    """The server on a free port of this machine; gives it: `messages` by uid, `port`, `authority` to trust."""
    authority = certificate(folder)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority)
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.daemon_threads, server.authority, server.port = True, authority, server.server_address[1]
    server.handle_error = lambda *_about: None  # a client that refuses the certificate hangs up
    server.messages = {uid: (set(), content) for uid, content in enumerate(contents, 1)}
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()
