"""Build the API reference from docstrings: `make docs`, or `python docs/reference.py FOLDER`."""

from __future__ import annotations

import sys
import warnings
from importlib import import_module
from pathlib import Path

import pdoc

# What other code may use; everything else may change.
MODULES = (
    "skrot",
    "skrot.records",
    "skrot.settings",
    "skrot.read",
    "skrot.annotate",
    "skrot.extract",
    "skrot.extract.numbers",
    "skrot.cluster",
    "skrot.stories",
    "skrot.compare",
    "skrot.summarise",
    "skrot.report",
    "skrot.encode",
    "skrot.network",
    "skrot.polish",
    "skrot.resources",
    "skrot.annotate.export",
    "skrot.cluster.classifier",
    "skrot.stories.clusterer",
    "skrot.summarise.ranker",
    "skrot.schemas",
    "skrot.vectorizers",
)


def build(folder: Path) -> None:
    """Write the reference into a folder; a name that is exported but missing is an error."""
    for name in MODULES:
        module = import_module(name)
        for public in getattr(module, "__all__", ()):
            # What is imported on first use is imported now, so that pdoc finds it.
            setattr(module, public, getattr(module, public))
    pdoc.render.configure(docformat="numpy", show_source=False)
    with warnings.catch_warnings():
        warnings.simplefilter("error", UserWarning)
        # Names in annotations are looked up where a class is offered, not where it is written; what
        # is not found there is shown as written.
        warnings.filterwarnings("ignore", "Error parsing type annotation", UserWarning)
        pdoc.pdoc(*MODULES, output_directory=folder)


if __name__ == "__main__":
    build(Path(sys.argv[1]))
