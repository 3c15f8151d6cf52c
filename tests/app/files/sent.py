"""What people send, made here: photographs with secrets, quiet and unquiet PDFs, and a scanner to ask."""

import contextlib
import io
import random
import socket
import struct
import threading
import zlib

from PIL import Image
from PIL.PngImagePlugin import PngInfo

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
GPS, ORIENTATION, OWNER = 0x8825, 0x0112, 0x013B


def a_photo(format_: str, size: tuple[int, int] = (1600, 1200), secret: bytes = b"", orientation: int = 1) -> bytes:
    """A noisy photograph; its metadata say where it was taken when there is a secret to hide."""
    noise = random.Random(1).randbytes(40 * 30 * 3)  # noqa: S311 (a test picture)
    image = Image.frombytes("RGB", (40, 30), noise).resize(size)
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    if secret:
        exif[OWNER] = secret.decode()
        exif.get_ifd(GPS)[1] = "N"
    out, more = io.BytesIO(), {}
    if format_ == "PNG":
        more["pnginfo"] = PngInfo()
        more["pnginfo"].add_text("Place", secret.decode())
    image.save(out, format_, exif=exif.tobytes(), **more)
    return out.getvalue()


def png_header(width: int, height: int) -> bytes:
    """A tiny PNG that says it is huge: its pixels would fill the memory."""
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0" * 100_000)),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


def a_pdf(inside: bytes = b"") -> bytes:
    """The smallest PDF, with one more object."""
    return (
        b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\n"
        b"endobj\n3 0 obj\n" + inside + b"\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF\n"
    )


def packed_objects(objects: bytes) -> bytes:
    """The objects packed in a compressed stream, as writers of PDF do."""
    return b"<< /Type /ObjStm /Filter /FlateDecode >>\nstream\n" + zlib.compress(objects) + b"\nendstream"


@contextlib.contextmanager
def a_scanner():
    """A server that speaks clamd's INSTREAM on a port of this machine and knows one virus, EICAR."""
    server = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=_serve, args=(server,), daemon=True)
    thread.start()
    yield server.getsockname()[1]
    server.shutdown(socket.SHUT_RDWR)
    server.close()


def _serve(server: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while True:
            line, _address = server.accept()
            with line, line.makefile("rb") as asked:
                assert asked.read(10) == b"zINSTREAM\0"
                content = b""
                while size := struct.unpack(">I", asked.read(4))[0]:
                    content += asked.read(size)
                found = "stream: Eicar-Test-Signature FOUND" if EICAR in content else "stream: OK"
                line.sendall(found.encode() + b"\0")
