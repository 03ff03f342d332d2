"""Reference values of matrix factorisation and item likeness: alternating least squares written out densely in numpy, cosine similarity from scikit-learn.

Writes Fixtures/factors.json beside this script. Needs Debian's python3-sklearn (1.2.1) and numpy (1.24.2). Run: /usr/bin/python3 make_factors_fixture.py
The file was made once with seed 21 and committed; tests read it and need no Python. scikit-learn has no such factorisation, so the formulas of
Hu, Koren, Volinsky (2008) are computed with full matrices, from the same starting factors.
"""
import json, os
import numpy as np
from sklearn.metrics.pairwise import cosine_similarity

rng = np.random.default_rng(21)
users, items, width, regularisation, alpha, rounds = 30, 12, 3, 0.1, 10.0, 5
r = np.where(rng.random((users, items)) < 0.3, rng.integers(1, 4, size=(users, items)), 0).astype(float)
r[4] = 0                                                          # a user without anything
start = rng.normal(scale=0.1, size=(items, width)).round(6)

def solve(c, p, y):
    out = np.zeros((len(c), width))
    for k in range(len(c)):
        if p[k].any():
            out[k] = np.linalg.solve(y.T @ np.diag(c[k]) @ y + regularisation * np.eye(width), y.T @ np.diag(c[k]) @ p[k])
    return out

c, p, y = 1 + alpha * r, (r > 0).astype(float), start
losses = []
for _ in range(rounds):
    x = solve(c, p, y)
    y = solve(c.T, p.T, x)
    losses.append(float((c * (p - x @ y.T) ** 2).sum() + regularisation * ((x ** 2).sum() + (y ** 2).sum())))
json.dump({
    "values": r.tolist(), "start": start.ravel().tolist(), "users": x.ravel().tolist(), "items": y.ravel().tolist(), "losses": losses,
    "cosine": cosine_similarity(r.T).ravel().tolist(),
}, open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "Fixtures", "factors.json"), "w"))
