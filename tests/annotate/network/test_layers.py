from typing import Any

import numpy as np
import pytest

from skrot.annotate.network.features import NAMES, form_features
from skrot.annotate.network.layers import build_encoder, known_values

SHAPE = NAMES.index("shape")


def rows(*forms: str) -> np.ndarray:
    return np.stack([form_features(form) for form in forms])


def test_known_values_have_rows_and_all_others_share_one():
    layer = known_values("shape", 2, 4)
    layer.initialize()
    words = rows("dom", "Dom", "DOM", "dom!", "D-m")
    keys: Any = np.unique(words[:2, SHAPE])
    layer.set_param("keys", keys)
    found = layer.predict(words)
    assert found.shape == (5, 4)
    assert not np.allclose(found[0], found[1])
    assert np.allclose(found[2:], found[2])
    _, backprop = layer(words, is_train=True)
    backprop(np.ones((5, 4), dtype=np.float32))
    gradient: Any = layer.get_grad("E")
    assert gradient[:, 0].tolist() == [3.0, 1.0, 1.0]


def test_known_values_from_half_precision():
    layer = known_values("shape", 1, 4)
    layer.initialize()
    whole = layer.predict(rows("dom"))
    table: Any = layer.get_param("E")
    layer.set_param("E", table.astype(np.float16))
    half = layer.predict(rows("dom"))
    assert half.dtype == np.float32
    assert half == pytest.approx(whole, abs=1e-3)


def test_encoder_reads_each_text_alone():
    encoder = build_encoder(
        width=6, hidden=3, rows={"shape": 2, "norm": 1}, widths={"shape": 4, "norm": 4}
    )
    encoder.initialize()
    texts = [rows("Ala", "ma", "kota"), rows("kot"), rows("kot")[:0]]
    together = encoder.predict(texts)
    assert [part.shape for part in together] == [(3, 12), (1, 12), (0, 12)]
    for text, part in zip(texts, together, strict=True):
        assert encoder.predict([text])[0] == pytest.approx(part, abs=1e-6)


def test_unknown_feature_is_an_error():
    with pytest.raises(ValueError, match="unknown features \\['colour'\\]"):
        build_encoder(width=6, hidden=3, rows={"colour": 2}, widths={"colour": 4})
