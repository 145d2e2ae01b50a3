"""Scores of scikit-learn's isolation forest: writes isolation.json beside itself. Run with Debian's python3-sklearn 1.2.1: python3 isolation.py

A forest depends on its random numbers, so scores are means over many trees, of two forests: how far those are apart is what chance leaves.
"""
import json
import pathlib

import numpy as np
from scipy.stats import spearmanr
from sklearn.ensemble import IsolationForest
from sklearn.ensemble._iforest import _average_path_length

own = np.random.default_rng(21)
usual = np.concatenate([own.normal(size=(180, 3)) * [1, 2, 0.5], own.normal(size=(100, 3)) * [0.3, 0.3, 3] + [4, -3, 0]])
odd = own.uniform(-9, 9, size=(20, 3))
x = np.concatenate([usual, odd]).astype(np.float32)
forests = [IsolationForest(n_estimators=1000, max_samples=128, random_state=seed).fit(x) for seed in (1, 2)]
scores = [-f.score_samples(x) for f in forests]
few = IsolationForest(n_estimators=1000, max_samples=128, contamination=0.05, random_state=1).fit(x)
result = {
    "x": [float(v) for v in x.ravel()],
    "scores": [float(v) for v in np.mean(scores, axis=0)],
    "spearman": float(spearmanr(*scores)[0]),
    "apart": float(np.max(np.abs(scores[0] - scores[1]))),
    "found": [int(i) for i in np.flatnonzero(few.predict(x) < 0)],
    "paths": [float(p) for p in _average_path_length(np.array([1, 2, 3, 10, 128, 256, 100000]))],
}
print(result["spearman"], result["apart"], len(result["found"]))
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(result, indent=0) + "\n")
