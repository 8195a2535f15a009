"""What sentence vectors are worth: linear probes on topics (SIB-200, 8TAGS)."""

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score
from sklearn.model_selection import GridSearchCV, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from tests.quality.corpora import eight_tags, encoder, sib200
from tests.quality.gate import GATE

pytestmark = pytest.mark.quality

LEARNED, MEASURED = 6000, 2000


def probe() -> GridSearchCV:
    """Logistic regression; how strict it is, is chosen within what it learns from."""
    steps = make_pipeline(StandardScaler(), LogisticRegression(max_iter=500))
    return GridSearchCV(steps, {"logisticregression__C": (0.0005, 0.002, 0.01, 0.05)}, cv=5)


def test_sib200() -> None:
    train, dev = sib200("train"), sib200("dev")
    vectors = encoder().encode([text for text, _ in [*train, *dev]])
    labels = np.array([topic for _, topic in [*train, *dev]])
    size = len(train)
    found = probe().fit(vectors[:size], labels[:size]).predict(vectors[size:])
    folds = cross_val_predict(probe(), vectors, labels, cv=10)
    figures = {
        "dev": float(accuracy_score(labels[size:], found)),
        "ten_folds": float(accuracy_score(labels, folds)),
    }
    GATE.check("vectors_sib200", figures, len(labels))


def test_eight_tags() -> None:
    train, dev = eight_tags("train")[:LEARNED], eight_tags("dev")[:MEASURED]
    fitted = probe().fit(encoder().encode([t for t, _ in train]), [label for _, label in train])
    found = fitted.predict(encoder().encode([text for text, _ in dev]))
    accuracy = float(accuracy_score([label for _, label in dev], found))
    GATE.check("vectors_eight_tags", {"accuracy": accuracy}, len(dev))
