"""AdaBoost and principal components of scikit-learn, the reference for DeepDsl's.

Writes ensembles.json next to itself. Run with Debian's python3-sklearn 1.2.1: python3 ensembles.py
"""
import json
import os

import numpy as np
import sklearn
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.decomposition import PCA
from sklearn.ensemble import AdaBoostClassifier
from sklearn.utils.extmath import svd_flip


class Fixed(BaseEstimator, ClassifierMixin):
    """A classifier that says what it was made to say, and keeps the weights that it was trained with."""

    left = []
    weights = []

    def __init__(self, random_state=None):
        self.random_state = random_state

    def fit(self, x, y, sample_weight):
        self.classes_ = np.unique(y)
        self.said = Fixed.left.pop(0)
        Fixed.weights.append(sample_weight.tolist())
        return self

    def predict(self, x):
        return np.array(self.said)


def adaboost(classes, rate, mistakes, seed):
    """Members that have parts of the labels wrong, at most as many as make them no better than chance."""
    random = np.random.default_rng(seed)
    labels = np.arange(60) % classes
    said = []
    for part in mistakes:
        wrong = random.random(60) < part
        said.append(((labels + wrong * random.integers(1, classes, 60)) % classes).tolist())
    Fixed.left, Fixed.weights = list(said), []
    boost = AdaBoostClassifier(Fixed(), n_estimators=len(said), learning_rate=rate, algorithm="SAMME")
    x = np.zeros((60, 1))
    boost.fit(x, labels)
    return {
        "classes": classes,
        "rate": rate,
        "labels": labels.tolist(),
        "said": said,
        "errors": boost.estimator_errors_[: len(boost.estimators_)].tolist(),
        "weights": boost.estimator_weights_[: len(boost.estimators_)].tolist(),
        "samples": Fixed.weights,
        "predicted": boost.predict(x).tolist(),
    }


def components(rows, columns, kept, whiten, seed):
    random = np.random.default_rng(seed)
    mixed = random.normal(size=(columns, columns)) * np.linspace(3, 0.1, columns)
    x = (random.normal(size=(rows, columns)) @ mixed + random.normal(size=columns) * 5).astype(np.float32)
    wide = x.astype(np.float64)
    pca = PCA(kept, whiten=whiten, svd_solver="full").fit(wide)
    # Signs by the components, as from scikit-learn 1.5 on; 1.2.1 takes them from the samples.
    _, pca.components_ = svd_flip(pca.components_.T.copy(), pca.components_, u_based_decision=False)
    return {
        "columns": columns,
        "kept": kept,
        "whiten": whiten,
        "x": x.astype(np.float64).ravel().tolist(),
        "mean": pca.mean_.tolist(),
        "components": pca.components_.ravel().tolist(),
        "variances": pca.explained_variance_.tolist(),
        "ratios": pca.explained_variance_ratio_.tolist(),
        "projected": pca.transform(wide).ravel().tolist(),
        "restored": pca.inverse_transform(pca.transform(wide)).ravel().tolist(),
    }


result = {
    "sklearn": sklearn.__version__,
    "adaboost": [
        adaboost(3, 1, [0.3, 0.2, 0.4, 0.1], 1),
        adaboost(2, 0.5, [0.3, 0.4, 0.2], 2),
        adaboost(5, 1, [0.5, 0.6, 0.0, 0.3], 3),
        adaboost(3, 1, [0.3, 0.99, 0.2], 4),
    ],
    "components": [
        components(40, 6, 6, False, 1),
        components(40, 6, 3, True, 2),
        components(5, 9, 4, False, 3),
        components(200, 1, 1, True, 4),
    ],
}
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "ensembles.json"), "w") as file:
    file.write("{\n" + ",\n".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in result.items()) + "\n}\n")
