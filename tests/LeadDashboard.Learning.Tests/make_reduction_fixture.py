"""Reference values of principal components and discriminant analysis, from scikit-learn.

Writes Fixtures/reduction.json beside this script. Needs Debian's python3-sklearn (1.2.1) and numpy (1.24.2). Run: /usr/bin/python3 make_reduction_fixture.py
The file was made once with seed 5 and committed; tests read it and need no Python. Signs are those of scikit-learn; tests compare up to sign.
"""
import json, os
import numpy as np
from sklearn.decomposition import PCA
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis

rng = np.random.default_rng(5)
n = 120
mix = rng.normal(size=(5, 5))
label = rng.integers(0, 3, size=n)
x = (rng.normal(size=(n, 5)) @ mix + np.array([[0, 0, 0, 0, 0], [1, -1, 0.5, 0, 2], [-1, 0.5, 2, 1, 0]])[label] + [10, -3, 0, 5, 100]).round(3)

pca = PCA().fit(x)

def discriminant(x, label, **kwargs):
    model = LinearDiscriminantAnalysis(**kwargs).fit(x, label)
    return {"probabilities": model.predict_proba(x).ravel().tolist(),
            "transformed": model.transform(x).ravel().tolist() if kwargs.get("solver", "svd") == "svd" else [],
            "shares": model.explained_variance_ratio_.tolist() if kwargs.get("solver", "svd") == "svd" else []}

json.dump({
    "rows": x.tolist(), "labels": label.tolist(),
    "variances": pca.explained_variance_.tolist(), "shares": pca.explained_variance_ratio_.tolist(), "components": pca.components_.ravel().tolist(),
    "transformed": pca.transform(x).ravel().tolist(),
    "plain": discriminant(x, label), "priors": discriminant(x, label, priors=[0.2, 0.5, 0.3]),
    "shrunk": discriminant(x, label, solver="lsqr", shrinkage=0.3), "estimated": discriminant(x, label, solver="lsqr", shrinkage="auto"),
    "two": discriminant(x[label < 2], label[label < 2]),
}, open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "Fixtures", "reduction.json"), "w"))
