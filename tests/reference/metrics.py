"""Metrics of scikit-learn, the reference for DeepDsl's. Run with python3-sklearn; writes metrics.json beside itself."""
import json
import os

import numpy as np
import sklearn
from sklearn import metrics as m

random = np.random.default_rng(7)


def floats(array):
    return [float(v) for v in np.asarray(array, np.float32).ravel()]


def multi_class():
    # Class 4 occurs among neither labels nor predictions, class 3 only among predictions.
    labels = random.choice([0, 0, 0, 1, 2], size=97)
    scores = random.normal(size=(97, 5)).astype(np.float32)
    scores[np.arange(97), labels] += 1
    scores[:, 4] = -9
    predicted = scores.argmax(1)
    expected = {"accuracy": m.accuracy_score(labels, predicted)}
    shifted = np.exp(scores.astype(np.float64) - scores.max(1, keepdims=True))
    expected["perplexity"] = float(np.exp(m.log_loss(labels, shifted / shifted.sum(1, keepdims=True), labels=range(5))))
    for k in (2, 3):
        expected[f"top{k}"] = m.top_k_accuracy_score(labels, scores, k=k, labels=range(5))
    for average in ("macro", "micro", "weighted"):
        expected[f"precision_{average}"] = m.precision_score(labels, predicted, average=average, zero_division=0)
        expected[f"recall_{average}"] = m.recall_score(labels, predicted, average=average, zero_division=0)
        expected[f"f1_{average}"] = m.f1_score(labels, predicted, average=average, zero_division=0)
    expected["precision_class"] = list(m.precision_score(labels, predicted, average=None, labels=range(5), zero_division=0))
    expected["confusion"] = m.confusion_matrix(labels, predicted, labels=range(5)).ravel().tolist()
    return {"classes": 5, "labels": labels.tolist(), "scores": floats(scores), "expected": expected}


def binary():
    truth = random.integers(0, 2, size=61)
    # One decimal, so that scores tie.
    scores = np.round(truth * 0.2 + random.uniform(size=61) * 0.8, 1).astype(np.float32)
    scores = np.where(scores == np.float32(0.5), np.float32(0.55), scores)
    predicted = scores > 0.5
    return {
        "targets": floats(truth),
        "scores": floats(scores),
        "expected": {
            "accuracy": m.accuracy_score(truth, predicted),
            "accuracy_at_70": m.accuracy_score(truth, scores > 0.7),
            "precision": m.precision_score(truth, predicted),
            "recall": m.recall_score(truth, predicted),
            "f1": m.f1_score(truth, predicted),
            "auc": m.roc_auc_score(truth, scores),
        },
    }


def regression():
    targets = (random.normal(size=(43, 3)) * [1, 5, 0.1] + [0, 1000, 2]).astype(np.float32)
    scores = (targets + random.normal(size=(43, 3)) * 0.2).astype(np.float32)
    wide_t, wide_s = targets.astype(np.float64), scores.astype(np.float64)
    return {
        "columns": 3,
        "targets": floats(targets),
        "scores": floats(scores),
        "expected": {
            "mae": m.mean_absolute_error(wide_t, wide_s),
            "mse": m.mean_squared_error(wide_t, wide_s),
            "r2": m.r2_score(wide_t, wide_s),
        },
    }


result = {"sklearn": sklearn.__version__, "multiClass": multi_class(), "binary": binary(), "regression": regression()}
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "metrics.json"), "w") as file:
    json.dump(result, file)
    file.write("\n")
