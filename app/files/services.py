"""What is done with files: keep a picture or a document on a thing, remove it, freeze those of a thing with another."""

import hashlib
from collections.abc import Mapping
from typing import BinaryIO

from flask_babel import gettext as _
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Person
from app.core import audit
from app.core.database import insert_into
from app.core.errors import Refused
from app.core.extensions import db
from app.files import agreement, queries
from app.files.antivirus import check_clean
from app.files.documents import read_document, title_of
from app.files.models import ALT_MAX, DOCUMENTS, FileKind, FileSpace, StoredFile, WaitingPicture
from app.files.pictures import SIZES, read_picture
from app.files.store import new_name, store


def keep_picture(thing: audit.Named, sent: BinaryIO, alt: str, *, by: Person) -> StoredFile:
    """Keep the picture of a thing, in place of the one it had. Raises Refused for what is no picture, or no room."""
    if not alt.strip():
        raise Refused(_("Décrivez l’image en une phrase : des personnes ne la voient pas."), "picture_alt")
    check_clean(sent, "picture")
    picture = read_picture(sent)
    older = queries.picture_of(thing, hidden=True)
    if older:
        remove_file(older, by=by)
    file = StoredFile(
        subject=audit.name_of(thing),
        kind=FileKind.PICTURE,
        place=1,
        owner_id=by.id,
        alt=" ".join(alt.split())[:ALT_MAX],
        width=picture.width,
        height=picture.height,
    )
    return _keep(file, picture.versions, "picture", by)


def keep_document(thing: audit.Named, sent: BinaryIO, file_name: str, *, by: Person) -> StoredFile:
    """Add a document to a thing. Raises Refused for what is no safe PDF, one too many, or no room."""
    check_clean(sent, "document")
    content = read_document(sent)
    taken = {file.place for file in queries.documents_of(thing)}
    free = [place for place in range(1, DOCUMENTS + 1) if place not in taken]
    if not free:
        raise Refused(_("Ce dossier a déjà %(n)s documents : supprimez-en un d’abord.", n=DOCUMENTS), "document")
    file = StoredFile(
        subject=audit.name_of(thing),
        kind=FileKind.DOCUMENT,
        place=free[0],
        owner_id=by.id,
        title=title_of(file_name),
    )
    return _keep(file, {"pdf": content}, "document", by)


def remove_file(file: StoredFile, *, by: Person | None) -> None:
    """Remove a file; its contents go with the last one that shares them."""
    db.session.refresh(file, with_for_update={"of": StoredFile})
    if not queries.share_name(file):
        agreement.removed(contents_of(file))
        room = FileSpace.used - file.size
        db.session.execute(update(FileSpace).where(FileSpace.person_id == file.owner_id).values(used=room))
    audit.record("file.remove", file, by=by, of=file.subject)
    db.session.delete(file)
    db.session.flush()


def copy_files(source: audit.Named, target: audit.Named) -> list[StoredFile]:
    """Give `target` (a proposal) the files `source` (its project) has today; they stay whatever becomes of those."""
    query = select(StoredFile).where(StoredFile.subject == audit.name_of(source)).with_for_update(of=StoredFile)
    kept = ("kind", "place", "owner_id", "name", "size", "sha256", "width", "height", "alt", "title", "hidden_at")
    copies = [
        StoredFile(subject=audit.name_of(target), **{column: getattr(file, column) for column in kept})
        for file in db.session.scalars(query)
    ]
    db.session.add_all(copies)
    db.session.flush()
    return copies


def copy_documents(sources: Mapping[str, str], target: audit.Named) -> list[StoredFile]:
    """Give `target` the documents of other things too (by audit name: what each is about), after those it has."""
    wanted = select(StoredFile).where(StoredFile.subject.in_(sources), StoredFile.kind == FileKind.DOCUMENT)
    held = select(func.max(StoredFile.place)).where(
        StoredFile.subject == audit.name_of(target), StoredFile.kind == FileKind.DOCUMENT
    )
    after = db.session.scalar(held) or 0
    found = db.session.scalars(wanted.order_by(StoredFile.id).with_for_update(of=StoredFile))
    kept = ("kind", "owner_id", "name", "size", "sha256")
    copies = [
        StoredFile(
            subject=audit.name_of(target),
            place=after + number,
            title=f"{sources[file.subject]} : {file.title}",
            **{column: getattr(file, column) for column in kept},
        )
        for number, file in enumerate(found, 1)
    ]
    db.session.add_all(copies)
    db.session.flush()
    return copies


def contents_of(file: StoredFile) -> list[str]:
    """The names of a file's contents in the store."""
    versions = SIZES if file.kind is FileKind.PICTURE else ("pdf",)
    return [f"{file.name}.{version}" for version in versions]


def _keep(file: StoredFile, contents: Mapping[str, bytes], field: str, by: Person) -> StoredFile:
    file.name, file.size = new_name(), sum(len(content) for content in contents.values())
    file.sha256 = hashlib.sha256(b"".join(contents.values())).hexdigest()
    _take_room(by, file.size, field)
    _write(file.name, contents, field)
    db.session.add(file)
    db.session.flush()
    audit.record("file.keep", file, by=by, of=file.subject, sha256=file.sha256, size=file.size)
    return file


def _write(name: str, contents: Mapping[str, bytes], field: str) -> None:
    agreement.written(f"{name}.{version}" for version in contents)
    try:
        for version, content in contents.items():
            store().put(f"{name}.{version}", content)
    except OSError:
        raise Refused(
            _("Nous n’avons plus de place pour garder ce fichier. Rien n’a été enregistré ; réessayez plus tard."),
            field,
        ) from None


def _take_room(person: Person, size: int, field: str) -> None:
    room = insert_into(db.session, FileSpace).values(person_id=person.id, used=size)
    room = room.on_conflict_do_update(index_elements=["person_id"], set_={"used": FileSpace.used + size})
    try:
        with db.session.begin_nested():
            db.session.execute(room)
    except IntegrityError:
        raise Refused(
            _("Vos fichiers prennent toute la place prévue (100 Mo) : supprimez-en un, puis réessayez."), field
        ) from None


# --- before its sender has an account -----------------------------------------------------------------------------


def keep_waiting(sent: BinaryIO, alt: str, older: WaitingPicture | None = None) -> WaitingPicture:
    """Keep a picture until its sender has an account, in place of an older one. Raises Refused as keep_picture()."""
    check_clean(sent, "picture")
    if older is None and queries.too_many_wait():
        raise Refused(_("Trop de photos attendent en ce moment : publiez sans, vous l’ajouterez ensuite."), "picture")
    picture = read_picture(sent)
    waiting = older or WaitingPicture()
    if older:
        agreement.removed(waiting_contents(older))
    waiting.name, waiting.alt = new_name(), " ".join(alt.split())[:ALT_MAX]
    waiting.width, waiting.height = picture.width, picture.height
    waiting.size = sum(len(content) for content in picture.versions.values())
    waiting.sha256 = hashlib.sha256(b"".join(picture.versions.values())).hexdigest()
    _write(waiting.name, picture.versions, "picture")
    db.session.add(waiting)
    db.session.flush()
    return waiting


def place_waiting(waiting: WaitingPicture, thing: audit.Named, *, by: Person) -> StoredFile:
    """Give a thing the picture that waited: from now on it is its author's, and takes their room."""
    file = StoredFile(subject=audit.name_of(thing), kind=FileKind.PICTURE, place=1, owner_id=by.id)
    for column in ("name", "size", "sha256", "width", "height", "alt"):
        setattr(file, column, getattr(waiting, column))
    _take_room(by, file.size, "picture")
    db.session.delete(waiting)
    db.session.add(file)
    db.session.flush()
    audit.record("file.keep", file, by=by, of=file.subject, sha256=file.sha256, size=file.size)
    return file


def forget_waiting(waiting: WaitingPicture) -> None:
    """Throw away a picture that waited: its sender chose another, or never came back."""
    agreement.removed(waiting_contents(waiting))
    db.session.delete(waiting)
    db.session.flush()


def waiting_contents(waiting: WaitingPicture) -> list[str]:
    """The names of its contents in the store."""
    return [f"{waiting.name}.{version}" for version in SIZES]
