"""A photograph becomes ours: recognised by its first bytes, decoded within limits, written anew without what it hid.

Nothing of the sent file is kept: neither the place and time a telephone writes in it, nor what follows the picture.
"""

import io
import warnings
from typing import BinaryIO, NamedTuple

from flask_babel import gettext as _
from PIL import Image, ImageOps

from app.core.errors import Refused
from app.files.models import PICTURE_MAX

MAGIC = {b"\xff\xd8\xff": "JPEG", b"\x89PNG\r\n\x1a\n": "PNG"}
JPEG_PIXELS, OTHER_PIXELS = 50_000_000, 25_000_000  # a JPEG is decoded smaller than it is
SMALLEST, LARGEST_SIDE = 200, 20_000
SIZES = {"480.webp": 480, "1200.webp": 1200, "1200.jpg": 1200}  # widest side of each version
PAPER = (255, 253, 248)  # under what is transparent


class Picture(NamedTuple):
    """A picture ready to be kept: its versions by name, and the size of the largest."""

    versions: dict[str, bytes]
    width: int
    height: int


def read_picture(sent: BinaryIO) -> Picture:
    """The versions of a picture as we show it. Raises Refused with what to do when it is none, or too much."""
    format_ = _format_of(sent)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is lower and comes first
            with Image.open(sent, formats=[format_]) as image:
                _check_size(image)
                return _written_anew(image)
    except Refused:
        raise
    except Image.DecompressionBombError:
        raise Refused(_too_large(OTHER_PIXELS), "picture") from None
    except (OSError, SyntaxError, ValueError, EOFError, MemoryError):
        raise Refused(
            _("Cette photo est abîmée ou incomplète. Essayez de l’enregistrer de nouveau, ou prenez-en une autre."),
            "picture",
        ) from None


def _format_of(sent: BinaryIO) -> str:
    sent.seek(0, io.SEEK_END)
    if sent.tell() > PICTURE_MAX:
        raise Refused(_("Cette photo est trop lourde : 15 Mo au plus."), "picture")
    sent.seek(0)
    start = sent.read(16)
    sent.seek(0)
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "WEBP"
    if start[4:12] in {b"ftypavif", b"ftypavis"}:
        return "AVIF"
    for magic, format_ in MAGIC.items():
        if start.startswith(magic):
            return format_
    raise Refused(
        _("Ce fichier n’est pas une photo que nous savons lire. Envoyez une image JPEG, PNG, WebP ou AVIF."), "picture"
    )


def _check_size(image: Image.Image) -> None:
    """Refuse by the size the file declares, before any pixel is given room."""
    most = JPEG_PIXELS if image.format == "JPEG" else OTHER_PIXELS
    if image.width * image.height > most or max(image.size) > LARGEST_SIDE:
        raise Refused(_too_large(most), "picture")
    if min(image.size) < SMALLEST:
        raise Refused(_("Cette image est trop petite : il faut au moins 200 points de côté."), "picture")


def _too_large(most: int) -> str:
    return _("Cette image est trop grande : %(n)s millions de points au plus.", n=most // 1_000_000)


def _written_anew(image: Image.Image) -> Picture:
    largest = max(SIZES.values())
    image.draft("RGB", (largest, largest))  # JPEG alone: decoded at a half, a quarter or an eighth
    image.thumbnail((2 * largest, 2 * largest), Image.Resampling.BOX)
    upright = _opaque(ImageOps.exif_transpose(image))
    versions = {name: _encoded(upright, name, side) for name, side in SIZES.items()}
    width, height = _within(upright, largest).size
    return Picture(versions, width, height)


def _opaque(image: Image.Image) -> Image.Image:
    if image.mode in {"RGBA", "LA", "PA", "P"} or "transparency" in image.info:
        seen = image.convert("RGBA")
        ground = Image.new("RGB", seen.size, PAPER)
        ground.paste(seen, mask=seen.getchannel("A"))
        return ground
    return image.convert("RGB")


def _within(image: Image.Image, side: int) -> Image.Image:
    copy = image.copy()
    copy.thumbnail((side, side), Image.Resampling.LANCZOS)
    return copy


def _encoded(image: Image.Image, name: str, side: int) -> bytes:
    """One version, from the pixels alone: a fresh image carries no metadata to write."""
    small = _within(image, side)
    bare = Image.frombytes("RGB", small.size, small.tobytes())
    out = io.BytesIO()
    if name.endswith(".webp"):
        bare.save(out, "WEBP", quality=80, method=4)
    else:
        bare.save(out, "JPEG", quality=82, optimize=True, progressive=True)
    return out.getvalue()
