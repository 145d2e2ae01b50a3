"""The score of scikit-learn's MLP on the folds of samples/Tabular, for docs/samples.md.

    dotnet run -c Release --project samples/Tabular -- --folds folds.csv
    python3 tests/reference/penguins.py folds.csv

Run with Debian's python3-sklearn 1.2.1.
"""
import csv
import os
import sys
import warnings

import numpy as np
from sklearn.compose import make_column_transformer
from sklearn.exceptions import ConvergenceWarning
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

warnings.filterwarnings("ignore", category=ConvergenceWarning)  # as many epochs as the sample's
here = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(here, "..", "..", "samples", "Tabular", "data", "penguins.csv")) as file:
    rows = [row for row in csv.DictReader(file) if row["sex"] != "NA"]
labels = np.array([row["sex"] == "male" for row in rows]).astype(int)
numbers = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"]
table = np.array([[row["species"], row["island"]] + [float(row[n]) for n in numbers] for row in rows], object)
folds = np.loadtxt(sys.argv[1], delimiter=",", dtype=int)


def score(model):
    scores = []
    for division in folds.T:
        for part in range(division.max() + 1):
            pipeline = make_pipeline(
                make_column_transformer(
                    (make_pipeline(SimpleImputer(), StandardScaler()), [2, 3, 4, 5]),
                    (OneHotEncoder(handle_unknown="ignore"), [0, 1])),
                model())
            pipeline.fit(table[division != part], labels[division != part])
            scores.append(pipeline.score(table[division == part], labels[division == part]))
    return np.mean(scores)


print(f"MLP {score(lambda: MLPClassifier(16, activation='tanh', learning_rate_init=0.01, batch_size=16, alpha=0, max_iter=30, random_state=1)):.4f}")
print(f"logistic regression {score(lambda: LogisticRegression(max_iter=1000)):.4f}")
