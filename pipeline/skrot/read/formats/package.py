"""Documents that are zip files of XML: what is in them, within bounds, with nothing followed."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from skrot.read.errors import UnreadableError
from skrot.read.formats.archive import check_package

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAX_FILE = 50_000_000


def open_package(data: bytes, damaged: str) -> zipfile.ZipFile:
    """Open a document that is a zip file, if it is safe.

    Raises
    ------
    UnreadableError
        With the message `damaged` if it is no zip file; if it unpacks to more than is safe.
    """
    check_package(data, damaged)
    return zipfile.ZipFile(BytesIO(data))


def read_file(package: zipfile.ZipFile, name: str, damaged: str) -> bytes:
    """Unpack a file of a package, never more of it than is safe.

    Raises
    ------
    UnreadableError
        With the message `damaged` if there is none, or it is damaged; if it is too large.
    """
    try:
        with package.open(name) as file:
            data = file.read(_MAX_FILE + 1)
    except Exception as error:  # zipfile and zlib each raise their own
        raise UnreadableError(damaged) from error
    if len(data) > _MAX_FILE:
        msg = "unpacks to more than is safe; it is not read"
        raise UnreadableError(msg)
    return data


def parse_xml(data: bytes, damaged: str) -> _Element:
    """Parse XML without entities of its own, without fetching, to a bounded depth.

    Raises
    ------
    UnreadableError
        With the message `damaged` if it is none.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(damaged) from error
    if root is None:
        raise UnreadableError(damaged)
    return root
