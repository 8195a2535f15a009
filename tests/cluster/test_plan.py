import msgspec
import numpy as np

from skrot.cluster.plan import assign_plan, fit_plan
from skrot.records import OTHER
from tests.cluster.test_assignment import BREAD, ENCODER, SEA, corpus


def test_what_is_no_text_of_a_document_has_no_theme_and_says_nothing() -> None:
    rows, features, vectors = corpus()
    rows[0] = msgspec.structs.replace(rows[0], part="other")
    plan = fit_plan([SEA, BREAD], None, rows, features, vectors, encoder=ENCODER)
    found = assign_plan(plan, rows, features, vectors)
    assert found[0].theme == OTHER
    assert found[0].scores == {"sea": 0.0, "bread": 0.0, OTHER: 1.0}
    assert [row.theme for row in found[1:]] == ["sea", "bread", "bread", OTHER]
    blind = np.vstack([np.zeros_like(vectors[:1]), vectors[1:]])
    again = fit_plan([SEA, BREAD], None, rows, features, blind, encoder=ENCODER)
    assert assign_plan(again, rows, features, blind) == found


def test_nothing_but_letterheads() -> None:
    rows, features, vectors = corpus()
    rows = [msgspec.structs.replace(row, part="other") for row in rows]
    plan = fit_plan([SEA], None, rows, features, vectors, encoder=ENCODER)
    assert {row.theme for row in assign_plan(plan, rows, features, vectors)} == {OTHER}
