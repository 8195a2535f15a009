"""Files of the project that are not code: the default themes and the models.

They live at the top of the repository; a wheel carries a copy of them inside the package.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def resource(name: str) -> Path:
    """Where the file or folder `name` (relative to the repository) is, whether it exists or not."""
    at_home = _PACKAGE.parent / name
    return at_home if at_home.exists() else _PACKAGE / "packaged" / name
