"""The site of the documentation: `make docs`, or `python docs/site.py FOLDER`.

The pages of docs/ by MkDocs, with the README as the first one, and the API reference under api/.
What a page links to outside docs/ is no part of the site and becomes text.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path
from runpy import run_path
from tempfile import TemporaryDirectory

from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config

DOCS = Path(__file__).parent
NAV: list[dict[str, object]] = [
    {"skrót": "index.md"},
    {
        "Use": [
            {"Tutorial": "tutorial.md"},
            {"Your corpus": "corpora.md"},
            {"Themes": "themes.md"},
            {"Corrections": "corrections.md"},
            {"Report": "report.md"},
            {"Tables": "tables.md"},
            {"Accuracy": "accuracy.md"},
            {"Glossary": "glossary.md"},
        ]
    },
    {
        "Stages": [
            {"Read": "read.md"},
            {"Annotate": "annotate.md"},
            {"Numbers": "numbers.md"},
            {"Entities": "entities.md"},
            {"Quotations": "quotes.md"},
            {"Timeline": "timeline.md"},
            {"Stories": "stories.md"},
            {"Compare": "compare.md"},
            {"Summaries": "summaries.md"},
        ]
    },
    {
        "Develop": [
            {"Library": "library.md"},
            {"Contributing": "contributing.md"},
            {"Resources": "resources.md"},
            {"Architecture": "architecture.md"},
            {"Trust": "trust.md"},
            {"Scale": "scale.md"},
            {"Releasing": "releasing.md"},
            {"API": "api/index.html"},
        ]
    },
    {"Changelog": "changelog.md"},
]
LINK = re.compile(r"\[([^\]]*)\]\(((?!\w+:)[^)#\s]*)(#[^)\s]*)?\)")


def build(folder: Path) -> None:
    """Write the site into a folder; a link that leads nowhere is an error."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="skrot-docs-") as scratch:
        source = Path(scratch) / "docs"
        shutil.copytree(DOCS, source, ignore=shutil.ignore_patterns("*.py", "Dockerfile"))
        shutil.copyfile(DOCS.parent / "README.md", source / "index.md")
        shutil.copyfile(DOCS.parent / "CHANGELOG.md", source / "changelog.md")
        for page in source.rglob("*.md"):
            text = page.read_text("utf-8")
            if page.name in ("index.md", "changelog.md"):
                text = text.replace("](docs/", "](")
            page.write_text(_inside(text, page, source), "utf-8")
        (source / "tutorial.md").write_text(_notebook(DOCS / "tutorial.ipynb"), "utf-8")
        run_path(str(DOCS / "reference.py"))["build"](source / "api")
        settings = {
            "site_name": "skrót",
            "docs_dir": str(source),
            "site_dir": str(folder.resolve()),
            "theme": {"name": "material", "font": False, "features": ["navigation.sections"]},
            "plugins": ["search"],
            "nav": NAV,
            "strict": True,
            "use_directory_urls": False,
            "validation": {"nav": {"omitted_files": "ignore"}},
        }
        file = Path(scratch) / "mkdocs.yml"
        file.write_text(json.dumps(settings), "utf-8")  # JSON is YAML
        build_site(load_config(str(file)))


def _inside(text: str, page: Path, source: Path) -> str:
    """Turn links to what is no part of the site into text."""

    def replace(link: re.Match[str]) -> str:
        name, path = link[1], link[2]
        there = not path or (page.parent / path).resolve().is_relative_to(source.resolve())
        return link[0] if there and (not path or (page.parent / path).exists()) else name

    return LINK.sub(replace, text)


def _notebook(path: Path) -> str:
    """Return a notebook as a page: its text, and its code in blocks."""
    cells = json.loads(path.read_text("utf-8"))["cells"]
    pieces = []
    for cell in cells:
        text = "".join(cell["source"])
        pieces.append(text if cell["cell_type"] == "markdown" else f"```python\n{text}\n```")
    return "\n\n".join([*pieces, "The same as a notebook: [tutorial.ipynb](tutorial.ipynb).", ""])


if __name__ == "__main__":
    build(Path(sys.argv[1]))
