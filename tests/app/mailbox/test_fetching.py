"""`flask ideas fetch-mail`: each message once, an answer for each person, none for machines, whatever they hold."""

import email
from email import policy
from email.mime.image import MIMEImage

import pytest
from sqlalchemy import func, select

from app.core.extensions import db
from app.files.models import WaitingPicture
from app.ideas.models import Idea
from app.mailbox import services
from app.mailbox.models import MailedIdea
from app.notifications.models import OutboxMessage
from tests.app.mailbox.conftest import WROTE, a_mail, a_photo
from tests.conftest import mail_folder


def mails_kept():
    return db.session.scalars(select(MailedIdea).order_by(MailedIdea.id)).all()


def answers():
    return db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)).all()


def test_a_mail_becomes_a_draft_and_is_answered_once(app, a_round, folder, fetch):
    a_round()
    mail = a_mail()
    mail.add_attachment(a_photo(), maintype="image", subtype="jpeg", filename="verger.jpg")
    folder.add(mail)
    code, lines = fetch()
    (kept,) = mails_kept()
    assert (code, lines) == (0, [f"kept: {kept.public_id}", "kept: 1"])
    assert kept.typed == {"title": "Un verger partagé", "body": WROTE}
    assert (kept.sender, kept.picture.alt) == ("zoe@exemple.fr", "Une photo jointe au courriel")
    assert db.session.scalar(select(func.count()).select_from(Idea)) == 0
    (answer,) = answers()
    assert (answer.to, answer.in_reply_to) == ("zoe@exemple.fr", "<1@exemple.fr>")
    assert "/envies/par-courriel/" in answer.body
    assert "verger" not in answer.body + answer.subject, "a forged address must not carry somebody’s words"
    assert fetch() == (0, ["no new message"]), "it is marked as read"
    folder.add(mail)
    assert fetch() == (0, ["received before: nothing done", "before: 1"])
    assert (len(mails_kept()), len(answers())) == (1, 1)


def test_an_answer_says_that_a_machine_wrote_it(app, a_round, folder, fetch):
    a_round()
    folder.add(a_mail())
    fetch()
    app.test_cli_runner().invoke(args=["notifications", "send"])
    (file,) = mail_folder(app).glob("*.eml")
    sent = email.message_from_bytes(file.read_bytes(), policy=policy.default)
    assert (sent["Auto-Submitted"], sent["In-Reply-To"]) == ("auto-replied", "<1@exemple.fr>")
    folder.add(sent)  # it comes back: forwarded by a machine
    assert fetch()[1][0] == "ours"


def test_dealt_with_a_message_may_be_deleted(app, a_round, folder, fetch):
    a_round()
    folder.add(a_mail())
    fetch("--delete")
    assert len(folder) == 0


MACHINES = {
    "automatic": {"Auto_Submitted": "auto-replied (vacation)"},
    "list": {"List_Id": "<tous.exemple.fr>"},
    "bounce": {"Return_Path": "<>"},
    "spam": {"Authentication_Results": "mx.exemple.fr; dmarc=fail header.from=exemple.fr"},
    "no_sender": {"sender": "personne"},
}


def test_machines_lists_and_forgeries_are_never_answered(app, a_round, folder, fetch):
    a_round()
    for place, headers in enumerate(MACHINES.values()):
        folder.add(a_mail(message_id=f"<{place}@m>", **headers))
    folder.add(a_mail(message_id="<p@m>", Precedence="bulk"))
    folder.add(a_mail(message_id="<q@m>", sender="MAILER-DAEMON@exemple.fr"))
    folder.add(b"From: zoe@exemple.fr\nContent-Type: multipart/report; boundary=x\n\n--x\n\nNon remis\n--x--\n")
    _code, lines = fetch()
    assert sorted(lines[:-1]) == sorted([*MACHINES, "list", "automatic", "bounce"])
    assert answers() == []
    assert {mail.sender for mail in mails_kept()} == {""}


def test_a_photo_too_heavy_is_left_out_and_the_words_stay(app, a_round, folder, fetch):
    a_round()
    mail = a_mail()
    heavy = a_photo() + b"\0" * (16 * 1024 * 1024)
    mail.add_attachment(heavy, maintype="image", subtype="jpeg", filename="grande.jpg")
    mail.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="devis.pdf")
    folder.add(mail)
    code, _lines = fetch()
    (kept,), (answer,) = mails_kept(), answers()
    assert (code, kept.picture, kept.typed["body"]) == (0, None, WROTE)
    assert "trop lourde : 15 Mo au plus" in answer.body
    assert "1 fichier joint n’est pas une photo" in answer.body


def test_a_message_heavier_than_all_is_read_at_its_beginning(app, a_round, folder, fetch, monkeypatch):
    a_round()
    monkeypatch.setattr("app.mailbox.sources.WHOLE", 100_000)
    monkeypatch.setattr("app.mailbox.sources.BEGINNING", 50_000)
    mail = a_mail()
    mail.add_attachment(b"\xff\xd8\xff" * 100_000, maintype="image", subtype="jpeg", filename="a.jpg")
    folder.add(mail)
    assert fetch()[0] == 0
    assert mails_kept()[0].typed["body"] == WROTE
    assert "seul son début est lu" in answers()[0].body


def hostile():
    """Messages that nobody writes, and that arrive all the same."""

    def raw(*lines, end=b"\r\n"):
        return end.join(lines)

    head = (b"From: =?utf-8?q?Z?= <zoe@exemple.fr>", b"To: envies@exemple.fr")
    many = a_mail(message_id="<many@m>")
    for number in range(200):
        many.add_attachment(a_photo(220), maintype="image", subtype="jpeg", filename=f"{number}.jpg")
    nested = b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (level, level) for level in range(3000)
    )
    broken = MIMEImage(b"\xff\xd8\xff not a picture", "jpeg", name="a.jpg")
    broken["From"], broken["Subject"] = "zoe@exemple.fr", "Une photo"
    return {
        "wrong charset": raw(*head, b"Subject: Caf\xe9", b"Content-Type: text/plain; charset=utf-8", b"", b"Du th\xe9"),
        "unknown charset": raw(*head, b"Content-Type: text/plain; charset=klingon", b"", "Un café".encode()),
        "no subject": raw(*head, b"", b"Un jardin."),
        "empty": raw(*head, b"", b""),
        "nothing": b"",
        "no line": b"\xff\x00" * 50,
        "zeros": raw(*head, b"Subject: A\0B", b"", b"Un\0 jardin\0."),
        "html": raw(*head, b"Content-Type: text/html", b"", b"<script>x</script><p>Un <b>jardin</b><br>ici</p>"),
        "many": many.as_bytes(),
        "nested": raw(*head, nested),
        "broken picture": broken.as_bytes(),
        "header": raw(*head, b"Subject: =?utf-8?b?////?=", b"Message-ID: " + b"x" * 5000, b"", b"Un jardin."),
    }  # fmt: skip


def test_hostile_messages_never_stop_the_run(app, a_round, folder, fetch, monkeypatch):
    a_round()
    monkeypatch.setattr(services, "OF_ONE_SENDER", services.OF_ALL)
    sent = hostile()
    for content in sent.values():
        folder.add(content)
    folder.add(a_mail(message_id="<last@m>", sender="ana@exemple.fr"))
    code, lines = fetch()
    assert (code, len(lines)) == (0, len(sent) + 2), lines
    texts = {str(mail.typed.get("title")): mail for mail in mails_kept() if mail.sender == "zoe@exemple.fr"}
    assert {"Café", "Un jardin", "A B", "Une photo"} <= texts.keys(), texts
    assert texts["A B"].typed["body"] == "Un jardin."
    assert any(mail.typed["body"] == "Un jardin\nici" for mail in texts.values())
    assert mails_kept()[-1].sender == "ana@exemple.fr" or any(m.sender == "ana@exemple.fr" for m in mails_kept())
    assert db.session.scalar(select(func.count()).select_from(WaitingPicture)) == 1
    assert fetch() == (0, ["no new message"])


def test_one_that_cannot_be_kept_stays_unread_and_is_told(app, a_round, folder, fetch, monkeypatch):
    a_round()
    folder.add(a_mail())
    with monkeypatch.context() as patch:
        patch.setattr(services, "receive", lambda _letter: 1 / 0)
        code, lines = fetch()
    assert (code, lines[-1]) == (1, "failed: 1")
    assert "ZeroDivisionError; it stays unread" in "".join(lines)
    assert fetch()[0] == 0
    assert len(mails_kept()) == 1


def test_one_sender_and_all_of_them_are_limited(app, a_round, folder, fetch, monkeypatch):
    a_round()
    for number in range(12):
        folder.add(a_mail(message_id=f"<{number}@m>"))
    assert "too_many: 2" in fetch()[1][-1]
    monkeypatch.setattr(services, "OF_ALL", services.limits.Limit("mail.receive_all", 10, services.OF_ALL.window))
    folder.add(a_mail(message_id="<other@m>", sender="ana@exemple.fr"))
    code, lines = fetch()
    assert (code, lines[0]) == (0, "stopped: 10 messages were answered in a day, the others wait.")
    assert len([m for m in folder if "S" not in m.get_flags()]) == 1, "it waits for tomorrow"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("", "MAILBOX is not set"),
        ("maildir:/nowhere/at/all", "is no Maildir"),
        ("imaps://zoe:secret@127.0.0.1:9/INBOX", "MAILBOX cannot be read at 127.0.0.1:9"),
    ],
)
def test_a_mailbox_that_cannot_be_read_is_one_line(app, fetch, monkeypatch, address, said):
    from dataclasses import replace

    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], MAILBOX=address))
    code, lines = fetch()
    assert (code, len(lines)) == (2, 1)
    assert said in lines[0]
    assert "secret" not in lines[0]


def test_when_nothing_is_taken_the_answer_says_when(app, a_round, folder, fetch):
    folder.add(a_mail())
    assert fetch()[0] == 0
    assert "Aucune édition" in answers()[0].body
    assert "Votre brouillon attend." in answers()[0].body
