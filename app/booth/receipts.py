"""Receipts: a signed promise that a ballot is in the box, without saying what it holds."""

import base64
import binascii
import json
import re
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature

from app.booth.keys import RoundKeys, public_key
from voting.certificate import canonical

FORMAT = "comptoir-receipt/1"
PARTS = re.compile(r"([A-Za-z0-9_-]{4,40})\.([0-9a-f]{64})\.([0-9]{1,9})\.([A-Za-z0-9_-]{86})")


@dataclass(frozen=True)
class Receipt:
    """What the voter keeps: the round, the fingerprint of the ballot, how many times it was replaced, a signature."""

    round: str
    commitment: str
    revision: int
    signature: str

    @property
    def text(self) -> str:
        """The whole receipt on one line, to paste in a mail or in the checking page."""
        return f"{self.round}.{self.commitment}.{self.revision}.{self.signature}"

    @property
    def code(self) -> str:
        """The beginning of the fingerprint, short enough to be read aloud."""
        return self.commitment[:16]

    def to_json(self) -> str:
        """The file the voter downloads."""
        return json.dumps(
            {
                "format": FORMAT,
                "round": self.round,
                "commitment": self.commitment,
                "revision": self.revision,
                "signature": self.signature,
            },
            indent=1,
        )


def sign(keys: RoundKeys, round_id: str, commitment: str, revision: int) -> Receipt:
    """Sign a receipt. Only after the ballot is committed: a receipt that exists must be true."""
    signature = keys.signing.sign(_signed(round_id, commitment, revision))
    return Receipt(round_id, commitment, revision, base64.urlsafe_b64encode(signature).decode().rstrip("="))


def parse(text: str) -> Receipt | None:
    """A receipt out of what somebody pasted: its line or its file; None when it is neither."""
    text = text.strip()
    if text.startswith("{"):
        try:
            held = json.loads(text)
            text = f"{held['round']}.{held['commitment']}.{held['revision']}.{held['signature']}"
        except (ValueError, KeyError, TypeError):
            return None
    match = PARTS.fullmatch("".join(text.split()))
    return Receipt(match[1], match[2], int(match[3]), match[4]) if match else None


def is_signed(receipt: Receipt, public: str) -> bool:
    """Whether the holder of the round's key signed exactly this receipt."""
    try:
        signature = base64.urlsafe_b64decode(receipt.signature + "==")
        public_key(public).verify(signature, _signed(receipt.round, receipt.commitment, receipt.revision))
    except (InvalidSignature, binascii.Error):
        return False
    return True


def _signed(round_id: str, commitment: str, revision: int) -> bytes:
    return canonical({"format": FORMAT, "round": round_id, "commitment": commitment, "revision": revision})
