"""What is asked with a file."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import StringField
from wtforms.validators import Length, ValidationError

from app.files.models import ALT_MAX, DOCUMENT_MAX, PICTURE_MAX

PICTURES = "image/jpeg,image/png,image/webp,image/avif"
DESCRIBE = _("Décrivez l’image en une phrase : des personnes ne la voient pas.")


def picture_field(*validators: Any) -> FileField:
    """The photograph itself."""
    return FileField(
        _("Photo"),
        list(validators),
        description=_("JPEG, PNG, WebP ou AVIF, 15 Mo au plus. Le lieu et la date qu’elle contient sont effacés."),
        render_kw={"accept": PICTURES, "data-most": PICTURE_MAX},
    )


def alt_field() -> StringField:
    """What the picture shows, for who does not see it."""
    return StringField(
        _("Décrivez l’image"),
        [Length(max=ALT_MAX, message=_("250 caractères au plus."))],
        description=_("En une phrase, pour les personnes qui ne la voient pas : « Un four à pain devant l’église »."),
    )


class WithPicture(FlaskForm):
    """A form that takes a picture too, if one likes; described when there is one."""

    picture = picture_field()
    picture_alt = alt_field()

    def validate_picture_alt(self, field: StringField) -> None:
        """A picture is described."""
        if self.picture.data and not (field.data or "").strip():
            raise ValidationError(str(DESCRIBE))


class PictureForm(WithPicture):
    """The picture of a thing, alone."""

    picture = picture_field(FileRequired(_("Choisissez une photo.")))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.picture.flags.required = self.picture_alt.flags.required = True


class DocumentForm(FlaskForm):
    """One more document."""

    document = FileField(
        _("Document PDF"),
        [FileRequired(_("Choisissez un document."))],
        description=_("Un devis, des statuts, une lettre de soutien : en PDF, 10 Mo au plus."),
        render_kw={"accept": "application/pdf,.pdf", "data-most": DOCUMENT_MAX},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.document.flags.required = True
