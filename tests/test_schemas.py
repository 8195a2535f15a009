"""The schemas stand for the records, and the records for the contract."""

import json

import jsonschema
import msgspec
import pytest

from skrot.records import Failure, Number
from skrot.run.store import encode_json
from skrot.schemas import FILES, generate, load


@pytest.mark.parametrize("file", FILES)
def test_schema_file_is_the_one_the_record_gives(file: str):
    assert load(file) == json.loads(json.dumps(generate(file))), "run `make schemas`"
    jsonschema.Draft202012Validator.check_schema(load(file))


# The fields that shared contracts promise; more may be added, none renamed.
CONTRACT = {
    "documents.jsonl": "doc title date sha256 n_chars n_sentences language parts origin",
    "sentences.jsonl": ("doc n start end text part source_spans theme theme_scores score tokens"),
    "entities.jsonl": "doc n start end text label entity",
    "entity_index.jsonl": "entity name label aliases mentions docs code",
    "numbers.jsonl": (
        "doc n start end text kind value low high unit currency modifier per of iso role"
    ),
    "stories.jsonl": (
        "story title topic docs origins first last themes entities quantities sentences before"
        " after"
    ),
    "quotes.jsonl": "doc n start end text kind speaker speaker_text verb act addressee told",
    "references.jsonl": "doc n start end text kind entity",
    "timeline.jsonl": "doc n start end text date kind story origins",
    "comparisons.jsonl": "about relation statements difference",
    "digest.json": "corpus model settings themes documents overall comparisons failures",
}


@pytest.mark.parametrize("file", CONTRACT)
def test_fields_of_the_contract_are_there(file: str):
    fields = {field.name for field in msgspec.structs.fields(FILES[file])}
    assert set(CONTRACT[file].split()) <= fields


def test_a_written_row_is_valid_and_a_wrong_one_is_not():
    validator = jsonschema.Draft202012Validator(load("numbers.jsonl"))
    row = msgspec.json.decode(encode_json(Number("a", 0, 0, 1, "1", "cardinal")))
    validator.validate(row)
    assert not validator.is_valid({**row, "kind": "guess"})
    assert not validator.is_valid({**row, "surprise": 1})
    assert not validator.is_valid(msgspec.to_builtins(Failure("a", "read", "empty")))
