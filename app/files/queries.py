"""What is read of files, by the thing they belong to."""

from collections.abc import Iterable, Sequence

from sqlalchemy import func, select

from app.core.audit import Named, name_of
from app.core.extensions import db
from app.files.models import FileKind, StoredFile, WaitingPicture

MOST_WAITING = 2000  # pictures of people without account: about a gigabyte, whoever sends them


def file_by_public_id(public_id: str) -> StoredFile | None:
    """The file of that public identifier; the door decides who receives it."""
    return db.session.scalar(select(StoredFile).where(StoredFile.public_id == public_id))


def pictures_of(things: Iterable[Named], *, hidden: bool = False) -> dict[str, StoredFile]:
    """The pictures of many things at once, by the public identifier of the thing; `hidden` ones too, or not."""
    names = {name_of(thing): str(thing.public_id) for thing in things}
    query = select(StoredFile).where(StoredFile.subject.in_(names), StoredFile.kind == FileKind.PICTURE)
    query = query if hidden else query.where(StoredFile.hidden_at.is_(None))
    return {names[file.subject]: file for file in db.session.scalars(query)} if names else {}


def picture_of(thing: Named, *, hidden: bool = False) -> StoredFile | None:
    """The picture of one thing, if it has one that is shown, or any."""
    return pictures_of([thing], hidden=hidden).get(str(thing.public_id))


def documents_of(thing: Named, *others: str) -> Sequence[StoredFile]:
    """The documents of one thing, in the order they were added; with those of `others`, by their name in the log."""
    names = StoredFile.subject.in_([name_of(thing), *others])
    query = select(StoredFile).where(names, StoredFile.kind == FileKind.DOCUMENT)
    return db.session.scalars(query.order_by(StoredFile.created_at, StoredFile.id)).all()


def files_of(thing: Named) -> tuple[StoredFile | None, list[StoredFile]]:
    """The picture and the documents of one thing, in one reading."""
    query = (
        select(StoredFile).where(StoredFile.subject == name_of(thing)).order_by(StoredFile.created_at, StoredFile.id)
    )
    files = db.session.scalars(query).all()
    pictures = [file for file in files if file.kind is FileKind.PICTURE]
    return (pictures[0] if pictures else None), [file for file in files if file.kind is FileKind.DOCUMENT]


def share_name(file: StoredFile) -> bool:
    """Whether another file (a frozen copy, or what it was copied from) has the same contents."""
    query = select(StoredFile.id).where(StoredFile.name == file.name, StoredFile.id != file.id)
    return db.session.scalar(query.limit(1)) is not None


def too_many_wait() -> bool:
    """Whether as many pictures wait for an account as the disk may be asked to hold for strangers."""
    return (db.session.scalar(select(func.count()).select_from(WaitingPicture)) or 0) >= MOST_WAITING
