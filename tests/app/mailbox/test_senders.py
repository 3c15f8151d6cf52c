"""Whom a mail is answered to: the address itself, whatever its name says."""

from email import message_from_bytes

import pytest

from app.mailbox.reading import sender_of


@pytest.mark.parametrize(
    ("written", "address"),
    [
        (b"zoe@exemple.fr", "zoe@exemple.fr"),
        (b"=?utf-8?Q?L=C3=89PINE=2C_Ren=C3=A9?= <rene@mairie.exemple>", "rene@mairie.exemple"),
        (b'"DURAND, Paul" <paul@exemple.fr>', "paul@exemple.fr"),
        (b"=?utf-8?Q?victime=40autre=2Eexemple=2C?= <moi@exemple.fr>", "moi@exemple.fr"),
        (b"=?utf-8?Q?Moi=0D=0ABcc=3A_tous=40exemple=2Efr?= <moi@exemple.fr>", "moi@exemple.fr"),
        (b"Personne", ""),
        (b"", ""),
    ],
)
def test_the_name_never_chooses_the_address(written, address):
    assert sender_of(message_from_bytes(b"From: " + written + b"\nSubject: x\n\nx")) == address
