"""Files of the project that are not code: the default themes and the models; needs no spaCy.

They live at the top of the repository; a wheel carries a copy of them inside the package.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

_PACKAGE = Path(__file__).parent
OUR_MODEL = "pl_skrot_sm"
MANIFEST = "MANIFEST.sha256"


class ModelError(ValueError):
    """A model that cannot be loaded; the message is one line and says what to do."""


def resource(name: str) -> Path:
    """Where the file or folder `name` (relative to the repository) is, whether it exists or not."""
    at_home = _PACKAGE.parents[1] / name
    return at_home if at_home.exists() else _PACKAGE / "packaged" / name


def find_model(model: str | Path | None = None) -> str | Path:
    """Find a model without loading it: the name of an installed package, or a folder.

    Raises
    ------
    ModelError
        If there is no such model.
    """
    if model is None or model == OUR_MODEL:
        return _our_folder()
    if Path(model).is_dir():
        return Path(model)
    from spacy.util import is_package

    if is_package(str(model)):
        return str(model)
    if str(model) == "pl_core_news_sm":
        raise ModelError(
            "pl_core_news_sm is not installed: 'make MODEL=pl_core_news_sm' installs it"
        )
    raise ModelError(
        f"unknown model {str(model)!r}: give the folder of a spaCy pipeline, the name of an "
        f"installed one, or nothing for {OUR_MODEL}"
    )


def verify(folder: Path) -> None:
    """Compare the files of a model with its manifest, if it has one.

    Raises
    ------
    ModelError
        If a file is missing or has changed.
    """
    manifest = folder / MANIFEST
    if not manifest.exists():
        return
    for line in manifest.read_text("utf-8").splitlines():
        expected, _, name = line.partition("  ")
        file = folder / name
        if not file.is_file():
            raise ModelError(f"{folder.name}: {name} is missing; fetch or build the model again")
        if hashlib.sha256(file.read_bytes()).hexdigest() != expected:
            raise ModelError(f"{folder.name}: {name} has changed; fetch or build the model again")


def _our_folder() -> Path:
    folder = resource(f"models/{OUR_MODEL}")
    if (folder / "config.cfg").exists():
        return folder
    raise ModelError(f"{OUR_MODEL} is missing from models/: 'make model DATA=path' builds it")


def encoder_folder() -> Path:
    """Return the folder of the encoder, which gives the vectors whatever the model is."""
    return _our_folder() / "pl_encoder"


def model_files(folder: Path) -> list[Path]:
    """Return the files that make up a model: what it says about itself does not change it."""
    return sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix != ".md")


def themes_path(path: Path | None) -> Path:
    """Return the themes file of a run: the user's, or the default one."""
    return path or resource("seeds/themes.toml")
