"""Metrics of scikit-learn, the reference for DeepDsl's: with ties, absent classes and batches of one class alone.

Writes metrics.json next to itself. Run with Debian's python3-sklearn 1.2.1: python3 metrics.py
"""
import json
import os
import warnings

import numpy as np
import sklearn
from sklearn import metrics as m
from sklearn.calibration import calibration_curve

# Classes that don't occur are meant; what scikit-learn makes of them is what is written.
warnings.filterwarnings("ignore")

random = np.random.default_rng(7)


def floats(array):
    return [float(v) for v in np.asarray(array, np.float32).ravel()]


def averaged(truth, predicted, classes=None, averages=("macro", "micro", "weighted")):
    """What has a value for each class. "binary" is that of class 1."""
    measures = {
        "precision": lambda **o: m.precision_score(truth, predicted, zero_division=0, **o),
        "recall": lambda **o: m.recall_score(truth, predicted, zero_division=0, **o),
        "f1": lambda **o: m.f1_score(truth, predicted, zero_division=0, **o),
        "f2": lambda **o: m.fbeta_score(truth, predicted, beta=2, zero_division=0, **o),
        "f0.5": lambda **o: m.fbeta_score(truth, predicted, beta=0.5, zero_division=0, **o),
        "jaccard": lambda **o: m.jaccard_score(truth, predicted, zero_division=0, **o),
    }
    values = {}
    for name, measure in measures.items():
        for average in averages:
            values[f"{name}_{average}"] = measure(average=average)
        if classes:
            values[f"{name}_class"] = list(measure(average=None, labels=range(classes)))
    return values


def specificity(truth, predicted, classes):
    """The recall of not being of a class. Means are over the classes that occur, as scikit-learn's of other measures."""
    each = [m.recall_score(truth != c, predicted != c, zero_division=0) for c in range(classes)]
    there = [c for c in range(classes) if c in truth or c in predicted]
    counts = [m.multilabel_confusion_matrix(truth, predicted, labels=[c])[0] for c in range(classes)]
    return {
        "specificity_class": each,
        "specificity_macro": np.mean([each[c] for c in there]),
        "specificity_weighted": np.average(each, weights=[np.sum(truth == c) for c in range(classes)]),
        "specificity_micro": sum(c[0, 0] for c in counts) / sum(c[0].sum() for c in counts),
    }


def agreement(truth, predicted, labels):
    return {
        "balanced_accuracy": m.balanced_accuracy_score(truth, predicted),
        "mcc": m.matthews_corrcoef(truth, predicted),
        "kappa_none": m.cohen_kappa_score(truth, predicted, labels=labels),
        "kappa_linear": m.cohen_kappa_score(truth, predicted, labels=labels, weights="linear"),
        "kappa_quadratic": m.cohen_kappa_score(truth, predicted, labels=labels, weights="quadratic"),
        "hamming_loss": m.hamming_loss(truth, predicted),
    }


def calibration(came, probability, bins):
    """scikit-learn's curve has no counts, by which the error weighs its points; ranges end where its own do."""
    frequency, confidence = calibration_curve(came, probability, n_bins=bins)
    which = np.searchsorted(np.linspace(0, 1, bins + 1)[1:-1], probability)
    counts = np.bincount(which, minlength=bins)
    filled = counts[counts > 0]
    return {
        "count": counts.tolist(),
        "frequency": frequency.tolist(),
        "confidence": confidence.tolist(),
        "error": float(np.sum(filled * np.abs(frequency - confidence)) / len(probability)),
    }


def one_against_rest(truth, probabilities):
    """Of each class that occurs."""
    there = [c for c in range(probabilities.shape[1]) if c in truth]
    auc = [m.roc_auc_score(truth == c, probabilities[:, c]) for c in there]
    precision = [m.average_precision_score(truth == c, probabilities[:, c]) for c in there]
    counts = [np.sum(truth == c) for c in there]
    flat = (truth[:, None] == np.arange(probabilities.shape[1])).ravel()
    return {
        "auc_macro": np.mean(auc),
        "auc_weighted": np.average(auc, weights=counts),
        "auc_micro": m.roc_auc_score(flat, probabilities.ravel()),
        "average_precision_macro": np.mean(precision),
        "average_precision_weighted": np.average(precision, weights=counts),
        "average_precision_micro": m.average_precision_score(flat, probabilities.ravel()),
    }


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
    probabilities = shifted / shifted.sum(1, keepdims=True)
    expected |= averaged(labels, predicted, classes=5) | specificity(labels, predicted, 5) | agreement(labels, predicted, range(5))
    expected |= one_against_rest(labels, probabilities)
    expected["log_loss"] = m.log_loss(labels, probabilities, labels=range(5))
    expected["brier"] = np.mean(np.sum((probabilities - (labels[:, None] == np.arange(5))) ** 2, axis=1))
    expected["calibration"] = calibration(predicted == labels, probabilities.max(1), 10)
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
        "expected": averaged(truth, predicted, averages=("binary",)) | agreement(truth, predicted, [0, 1]) | curves(truth, scores) | {
            "accuracy": m.accuracy_score(truth, predicted),
            "accuracy_at_70": m.accuracy_score(truth, scores > 0.7),
            "precision": m.precision_score(truth, predicted),
            "recall": m.recall_score(truth, predicted),
            "f1": m.f1_score(truth, predicted),
            "auc": m.roc_auc_score(truth, scores),
            "specificity": m.recall_score(truth, predicted, pos_label=0),
            "log_loss": m.log_loss(truth, scores.astype(np.float64)),
            "brier": m.brier_score_loss(truth, scores.astype(np.float64)),
            "calibration": calibration(truth, scores.astype(np.float64), 5),
            "best": best(truth, scores),
        },
    }


def curves(truth, scores):
    """All points; the first threshold of a ROC curve is infinite since scikit-learn 1.3, and has no meaning before."""
    false_positives, true_positives, roc_thresholds = m.roc_curve(truth, scores, drop_intermediate=False)
    precision, recall, thresholds = m.precision_recall_curve(truth, scores)
    return {
        "average_precision": m.average_precision_score(truth, scores),
        "roc": [false_positives.tolist(), true_positives.tolist(), floats(roc_thresholds[1:])],
        "precision_recall": [recall[::-1].tolist(), precision[::-1].tolist(), floats(thresholds[::-1])],
    }


def best(truth, scores):
    """The best value at any threshold, by trying all."""
    tries = [-1.0, *np.unique(scores)]
    costs = {"cost_1_5": (1, 5), "cost_5_1": (5, 1)}
    measures = {"f1": m.f1_score, "f2": lambda t, p: m.fbeta_score(t, p, beta=2), "mcc": m.matthews_corrcoef, "accuracy": m.accuracy_score,
                "balanced_accuracy": m.balanced_accuracy_score}
    values = {name: max(measure(truth, scores > t) for t in tries) for name, measure in measures.items()}
    for name, (false_yes, false_no) in costs.items():
        values[name] = min(np.mean(false_yes * ((scores > t) & (truth == 0)) + false_no * ((scores <= t) & (truth == 1))) for t in tries)
    return values


def rounded():
    """Three classes with probabilities in sixteenths, which tie and add up to 1."""
    own = np.random.default_rng(11)
    labels = own.choice([0, 1, 1, 2], size=80)
    parts = own.multinomial(12, [1 / 3, 1 / 3, 1 / 3], size=80)
    parts[np.arange(80), labels] += 4
    probabilities = parts / 16
    expected = {
        f"auc_{average}": m.roc_auc_score(labels, probabilities, multi_class="ovr", average=average) for average in ("macro", "weighted", "micro")
    }
    hot = (labels[:, None] == np.arange(3)).astype(int)
    for average in ("macro", "weighted", "micro"):
        expected[f"average_precision_{average}"] = m.average_precision_score(hot, probabilities, average=average)
    expected["auc_class"] = [m.roc_auc_score(hot[:, c], probabilities[:, c]) for c in range(3)]
    expected["average_precision_class"] = [m.average_precision_score(hot[:, c], probabilities[:, c]) for c in range(3)]
    expected["log_loss"] = m.log_loss(labels, probabilities)
    return {"classes": 3, "labels": labels.tolist(), "scores": floats(probabilities), "expected": expected}


def no_alone():
    """A batch in which nothing is yes; scikit-learn refuses its ROC curve."""
    truth = np.zeros(8, int)
    scores = np.array([0.1, 0.9, 0.4, 0.6, 0.2, 0.2, 0.7, 0.3], np.float32)
    predicted = scores > 0.5
    expected = averaged(truth, predicted, averages=("binary",)) | {
        "balanced_accuracy": m.balanced_accuracy_score(truth, predicted),
        "mcc": m.matthews_corrcoef(truth, predicted),
        "kappa_none": m.cohen_kappa_score(truth, predicted),
        "hamming_loss": m.hamming_loss(truth, predicted),
        "specificity": m.recall_score(truth, predicted, pos_label=0),
        "average_precision": max(0.0, m.average_precision_score(truth, scores)),
        "log_loss": m.log_loss(truth, scores.astype(np.float64), labels=[0, 1]),
        "brier": m.brier_score_loss(truth, scores.astype(np.float64), pos_label=1),
    }
    return {"targets": floats(truth), "scores": floats(scores), "expected": expected}


def multi_label():
    own = np.random.default_rng(12)
    truth = own.integers(0, 2, size=(40, 4))
    scores = np.round(truth * 0.5 + own.uniform(size=(40, 4)) * 0.6, 3).astype(np.float32)
    predicted = (scores > 0.5).astype(int)
    return {
        "outputs": 4,
        "targets": floats(truth),
        "scores": floats(scores),
        "expected": {
            "hamming_loss": m.hamming_loss(truth, predicted),
            "exact_match": m.accuracy_score(truth, predicted),
            "jaccard": m.jaccard_score(truth, predicted, average="micro"),
            "f1": m.f1_score(truth, predicted, average="micro"),
            "auc": m.roc_auc_score(truth, scores, average="micro"),
            "average_precision": m.average_precision_score(truth, scores, average="micro"),
            "precision_mean": m.precision_score(truth, predicted, average="macro"),
            "recall_mean": m.recall_score(truth, predicted, average="macro"),
            "f1_mean": m.f1_score(truth, predicted, average="macro"),
            "jaccard_mean": m.jaccard_score(truth, predicted, average="macro"),
            "auc_mean": m.roc_auc_score(truth, scores, average="macro"),
            "average_precision_mean": m.average_precision_score(truth, scores, average="macro"),
            "f1_each": m.f1_score(truth, predicted, average=None).tolist(),
        },
    }


def masks():
    """Two images of 6 x 7 pixels; class 2 is there and never found."""
    own = np.random.default_rng(13)
    truth = own.integers(0, 4, size=(2, 6, 7))
    predicted = np.where(own.uniform(size=truth.shape) < 0.6, truth, own.integers(0, 4, size=truth.shape))
    predicted = np.where(predicted == 2, 0, predicted)
    pair = truth.ravel(), predicted.ravel()
    return {
        "classes": 4,
        "labels": truth.ravel().tolist(),
        "predicted": predicted.ravel().tolist(),
        "expected": {
            "iou_class": list(m.jaccard_score(*pair, average=None)),
            "iou": m.jaccard_score(*pair, average="macro"),
            "iou_images": [m.jaccard_score(t.ravel(), p.ravel(), average="macro") for t, p in zip(truth, predicted)],
            "dice_class": list(m.f1_score(*pair, average=None)),
            "dice": m.f1_score(*pair, average="macro"),
        },
    }


def ranking():
    """Grades from 0 to 3, of which one row has none; scores in quarters, which tie."""
    own = np.random.default_rng(14)
    grades = np.maximum(own.integers(-2, 4, size=(30, 8)), 0)
    grades[4] = 0
    scores = np.round(own.normal(size=(30, 8)) * 4 + grades).astype(np.float32) / 4
    labels = own.integers(0, 8, size=30)
    distinct = own.permuted(np.tile(np.arange(8), (30, 1)), axis=1).astype(np.float32)
    hot = (labels[:, None] == np.arange(8)).astype(int)
    expected = {"ndcg": m.ndcg_score(grades, scores), "mrr_label": m.label_ranking_average_precision_score(hot, distinct),
                "ndcg_label": m.ndcg_score(hot, distinct)}
    for k in (1, 3, 5):
        expected[f"ndcg{k}"] = m.ndcg_score(grades, scores, k=k)
        expected[f"hit_rate{k}_label"] = m.top_k_accuracy_score(labels, distinct, k=k, labels=range(8))
    return {"outputs": 8, "targets": floats(grades), "scores": floats(scores), "labels": labels.tolist(), "distinct": floats(distinct),
            "expected": expected}


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
            "rmse": np.sqrt(m.mean_squared_error(wide_t.ravel(), wide_s.ravel())),
            "mape": m.mean_absolute_percentage_error(wide_t, wide_s),
            "median_ae": m.median_absolute_error(wide_t, wide_s),
            "explained_variance": m.explained_variance_score(wide_t, wide_s),
            "max_error": m.max_error(wide_t.ravel(), wide_s.ravel()),
        },
    }


def counts():
    """Targets from 0 on, an even number of them, one column all the same."""
    own = np.random.default_rng(15)
    targets = np.round(own.exponential(size=(36, 2)) * [3, 100]).astype(np.float32)
    targets[:, 0] = 2
    scores = np.abs(targets + own.normal(size=(36, 2)) * [0.5, 9]).astype(np.float32)
    wide_t, wide_s = targets.astype(np.float64), scores.astype(np.float64)
    return {
        "columns": 2,
        "targets": floats(targets),
        "scores": floats(scores),
        "expected": {
            "msle": m.mean_squared_log_error(wide_t, wide_s),
            "mape": m.mean_absolute_percentage_error(wide_t, wide_s),
            "median_ae": m.median_absolute_error(wide_t, wide_s),
            "explained_variance": m.explained_variance_score(wide_t, wide_s),
            "r2": m.r2_score(wide_t, wide_s),
        },
    }


result = {
    "sklearn": sklearn.__version__,
    "multiClass": multi_class(),
    "binary": binary(),
    "regression": regression(),
    "rounded": rounded(),
    "noAlone": no_alone(),
    "multiLabel": multi_label(),
    "masks": masks(),
    "ranking": ranking(),
    "counts": counts(),
}
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "metrics.json"), "w") as file:
    file.write("{\n" + ",\n".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in result.items()) + "\n}\n")
