"""Preprocessing of scikit-learn, the reference for DeepDsl's features of records: fitted to some rows, applied to others.

scikit-learn 1.2.1 has no TargetEncoder, so its formula is written out. Writes features.json next to itself. Run with Debian's
python3-sklearn 1.2.1: python3 features.py
"""
import json
import os

import numpy as np
import sklearn
from sklearn.impute import SimpleImputer
from sklearn.preprocessing import MinMaxScaler, OneHotEncoder, OrdinalEncoder, RobustScaler, StandardScaler

random = np.random.default_rng(5)
PORTS = ["S", "C", "Q"]
SIZES = ["small", "medium", "large"]
TRAIN = 40
SMOOTHING = 10


def rows(count, ports, sizes):
    age = random.normal(30, 12, count)
    age[random.random(count) < 0.3] = np.nan
    return {
        "age": age,
        "fare": random.exponential(200, count),
        "port": random.choice(ports, count),
        "size": random.choice(sizes, count),
        "saved": random.integers(0, 2, count),
    }


def column(values):
    return np.asarray(values, np.float64).reshape(-1, 1)


def imputed(values, imputer, scaler):
    """The number with what is missing filled in, scaled, and whether it was missing."""
    filled = imputer.fit_transform(column(values[:TRAIN])), imputer.transform(column(values[TRAIN:]))
    scaler.fit(filled[0][:, :1])
    return np.vstack([np.hstack([scaler.transform(part[:, :1]), part[:, 1:]]) for part in filled])


def scaled(values, scaler):
    scaler.fit(column(values[:TRAIN]))
    return scaler.transform(column(values))


def one_hot(values, categories):
    encoder = OneHotEncoder(categories=[categories], handle_unknown="ignore", sparse_output=False)
    encoder.fit(np.array(values[:TRAIN]).reshape(-1, 1))
    known = encoder.transform(np.array(values).reshape(-1, 1))
    return np.hstack([known, 1 - known.sum(axis=1, keepdims=True)])


def ordinal(values, categories):
    encoder = OrdinalEncoder(categories=[categories], handle_unknown="use_encoded_value", unknown_value=np.nan)
    encoder.fit(np.array([v for v in values[:TRAIN] if v in categories]).reshape(-1, 1))
    places = encoder.transform(np.array(values).reshape(-1, 1)).ravel()
    return imputed(places, SimpleImputer(add_indicator=True), StandardScaler())


def target(values, labels):
    """Of the later rows alone: those that are fitted to get means of others among them."""
    labels = np.asarray(labels[:TRAIN], np.float64)
    fitted = np.array(values[:TRAIN])
    means = {v: (labels[fitted == v].sum() + SMOOTHING * labels.mean()) / ((fitted == v).sum() + SMOOTHING) for v in PORTS}
    return column([means.get(v, labels.mean()) for v in values[TRAIN:]])


first, later = rows(TRAIN, PORTS, SIZES + [""]), rows(12, PORTS + ["X"], SIZES + ["huge"])
table = {name: np.concatenate([first[name], later[name]]) for name in first}
ports, sizes = [list(map(str, table[n])) for n in ("port", "size")]
result = {
    "sklearn": sklearn.__version__,
    "train": TRAIN,
    "age": [None if np.isnan(a) else a for a in table["age"]],
    "fare": table["fare"].tolist(),
    "port": ports,
    "size": sizes,
    "saved": table["saved"].tolist(),
    "meanStandard": imputed(table["age"], SimpleImputer(add_indicator=True), StandardScaler()).tolist(),
    "medianMinMax": imputed(table["age"], SimpleImputer(strategy="median", add_indicator=True), MinMaxScaler()).tolist(),
    "valueRobust": imputed(table["age"], SimpleImputer(strategy="constant", fill_value=-1.5, add_indicator=True), RobustScaler()).tolist(),
    "robust": scaled(table["fare"], RobustScaler()).tolist(),
    "logStandard": scaled(np.log1p(table["fare"]), StandardScaler()).tolist(),
    "oneHot": one_hot(ports, PORTS).tolist(),
    "ordinal": ordinal(sizes, SIZES).tolist(),
    "target": target(ports, table["saved"]).tolist(),
}
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "features.json"), "w") as file:
    file.write("{\n" + ",\n".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in result.items()) + "\n}\n")
