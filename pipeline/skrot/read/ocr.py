"""Text recognition for scans, by `ocrmypdf` or `tesseract` where one is installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from skrot.read.errors import UnreadableError

LANGUAGE = "pol"
# Pictures of pages are made at this resolution for tesseract.
_DPI = 300
_POINTS = 72
# No page is drawn with more picture elements than this, however large it says it is.
_MOST_PIXELS = 60_000_000
_MOST_PAGES = 300
_SECONDS = 1000
_MISSING = (
    "--ocr needs the program ocrmypdf or tesseract with the language pol; install it"
    " (Debian: ocrmypdf, tesseract-ocr-pol)"
)


def recognise(data: bytes, *, force: bool = False) -> bytes:
    """Give a PDF with the text that is recognised on its pages.

    Parameters
    ----------
    data : bytes
        A PDF.
    force : bool
        Whether pages that have a text layer are recognised too, as theirs cannot be read.

    Raises
    ------
    UnreadableError
        If neither program is there, or it fails, or takes too long, or there are too many pages.
    """
    ocrmypdf, tesseract = shutil.which("ocrmypdf"), shutil.which("tesseract")
    if ocrmypdf is None and tesseract is None:
        raise UnreadableError(_MISSING)
    with TemporaryDirectory(prefix="skrot-ocr-") as folder:
        given, made = Path(folder) / "given.pdf", Path(folder) / "made.pdf"
        if ocrmypdf is not None:
            given.write_bytes(data)
            pages = "--force-ocr" if force else "--skip-text"
            options = ["-l", LANGUAGE, pages, "--output-type", "pdf", "--optimize", "0", "-j", "1"]
            _run([ocrmypdf, *options, "--quiet", str(given), str(made)])
        elif tesseract is not None:
            pictures = Path(folder) / "pictures.txt"
            pictures.write_text("\n".join(map(str, _draw(data, Path(folder)))), "utf-8")
            options = ["-l", LANGUAGE, "--dpi", str(_DPI), "pdf"]
            _run([tesseract, str(pictures), str(made.with_suffix("")), *options])
        return made.read_bytes()


def _run(command: list[str]) -> None:
    try:
        subprocess.run(  # noqa: S603 - a program found on the path, files of our own naming
            command, check=True, capture_output=True, timeout=_SECONDS
        )
    except subprocess.TimeoutExpired as error:
        msg = "text recognition took too long; split the PDF"
        raise UnreadableError(msg) from error
    except (subprocess.CalledProcessError, OSError) as error:
        said = (getattr(error, "stderr", b"") or b"").decode("utf-8", "replace")
        last = next((line for line in reversed(said.splitlines()) if line.strip()), "no reason")
        msg = "".join(char if char.isprintable() else " " for char in last.strip()[:200])
        raise UnreadableError(f"text recognition failed ({msg}); {_MISSING}") from error


def _draw(data: bytes, folder: Path) -> list[Path]:
    """Draw the pages as grey pictures (PGM)."""
    import pypdfium2 as pdfium

    document = pdfium.PdfDocument(data)
    paths: list[Path] = []
    try:
        if len(document) > _MOST_PAGES:
            msg = f"text recognition takes at most {_MOST_PAGES} pages; split the PDF"
            raise UnreadableError(msg)
        for number in range(len(document)):
            page = document[number]
            width, height = page.get_size()
            most = (_MOST_PIXELS / max(width * height, 1)) ** 0.5
            bitmap = page.render(scale=min(_DPI / _POINTS, most), grayscale=True)
            path = folder / f"{number}.pgm"
            rows = bitmap.to_numpy().reshape(bitmap.height, -1)[:, : bitmap.width]
            path.write_bytes(b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + rows.tobytes())
            paths.append(path)
            bitmap.close()
            page.close()
    finally:
        document.close()
    return paths
