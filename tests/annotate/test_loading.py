from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from skrot.annotate import ModelError, load
from skrot.annotate.loading import completed
from skrot.resources import MANIFEST, verify


def test_unknown_name_says_what_to_do() -> None:
    with pytest.raises(ModelError, match="unknown model 'no_such_model'"):
        load("no_such_model")


def test_official_model_that_is_missing_names_the_command() -> None:
    with pytest.raises(ModelError, match="make MODEL=pl_core_news_sm"):
        load("pl_core_news_sm")


def test_folder_that_is_no_pipeline(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="not a spaCy pipeline") as error:
        load(tmp_path)
    assert "\n" not in str(error.value)


def test_changed_and_missing_files_are_noticed(tmp_path: Path) -> None:
    file = tmp_path / "weights"
    file.write_bytes(b"right")
    digest = hashlib.sha256(b"right").hexdigest()
    (tmp_path / MANIFEST).write_text(f"{digest}  weights\n", encoding="utf-8")
    verify(tmp_path)
    file.write_bytes(b"wrong")
    with pytest.raises(ModelError, match="weights has changed"):
        verify(tmp_path)
    file.unlink()
    with pytest.raises(ModelError, match="weights is missing"):
        load(tmp_path)


def test_foreign_pipeline_is_completed(tmp_path: Path) -> None:
    @Language.component("stand_in_parser", assigns=["token.is_sent_start"])
    def stand_in_parser(doc: Doc) -> Doc:
        assert doc.has_annotation("SENT_START"), "boundaries must be there before the parser"
        return doc

    nlp = spacy.blank("pl")
    nlp.add_pipe("stand_in_parser")
    nlp.to_disk(tmp_path)
    loaded = load(tmp_path)
    assert loaded.pipe_names == ["pl_sentences", "stand_in_parser", "pl_morfeusz", "pl_encoder"]
    assert [s.text for s in loaded("Wydano 5 tys. zł. Koniec.").sents] == [
        "Wydano 5 tys. zł.",
        "Koniec.",
    ]
    assert completed(loaded).pipe_names == loaded.pipe_names


def test_a_pipeline_that_is_there_is_completed() -> None:
    nlp = load(spacy.blank("pl"))
    doc = nlp("Rząd podniósł podatki. Podwyżka podatków uderzy w firmy. Kot śpi na piecu.")
    first, second, third = (s.vector / s.vector_norm for s in doc.sents)
    assert first @ second > first @ third
