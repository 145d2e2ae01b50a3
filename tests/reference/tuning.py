"""A Gaussian process of scikit-learn and the expected improvement by SciPy, the reference for DeepDsl's BayesianSearcher.

Writes tuning.json next to itself. Run with Debian's python3-sklearn 1.2.1: python3 tuning.py
"""
import json
import os

import numpy as np
import scipy
import sklearn
from scipy.stats import norm
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import ConstantKernel, Matern, WhiteKernel

random = np.random.default_rng(3)
lengths, noise = [0.3, 0.8], 1e-3
places = random.random((12, 2))
values = np.sin(6 * places[:, 0]) + places[:, 1] ** 2
values = (values - values.mean()) / values.std()
queries = random.random((6, 2))


def process(variance, log_lengths, log_noise):
    kernel = ConstantKernel(variance) * Matern(np.exp(log_lengths), nu=2.5) + WhiteKernel(variance * np.exp(log_noise))
    return GaussianProcessRegressor(kernel, alpha=0, optimizer=None).fit(places, values)


# The variance of the highest likelihood for these lengths and this noise.
unit = ConstantKernel(1) * Matern(lengths, nu=2.5)
covariance = unit(places) + noise * np.eye(len(places))
variance = float(values @ np.linalg.solve(covariance, values) / len(values))
fitted = process(variance, np.log(lengths), np.log(noise))
mean, deviation = fitted.predict(queries, return_std=True)
# scikit-learn counts the noise to the variance of what is predicted.
deviation = np.sqrt(deviation**2 - variance * noise)

z = np.array([-12.0, -5.5, -4.9, -1.0, 0.0, 0.5, 3.0])
result = {
    "versions": {"sklearn": sklearn.__version__, "scipy": scipy.__version__, "numpy": np.__version__},
    "lengths": lengths,
    "noise": noise,
    "places": places.tolist(),
    "values": values.tolist(),
    "queries": queries.tolist(),
    "mean": mean.tolist(),
    "deviation": deviation.tolist(),
    "logLikelihood": float(fitted.log_marginal_likelihood_value_),
    "z": z.tolist(),
    # In logarithms, since far off both terms are all but equal.
    "logImprovement": [float(norm.logpdf(v) + np.log1p(v * np.exp(norm.logcdf(v) - norm.logpdf(v)))) for v in z],
}
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "tuning.json"), "w") as file:
    file.write("{\n" + ",\n".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in result.items()) + "\n}\n")
