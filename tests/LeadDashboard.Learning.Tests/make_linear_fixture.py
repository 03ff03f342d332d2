"""Reference values for logistic regression, Platt scaling, isotonic regression and ranking figures, from scikit-learn.

Writes Fixtures/linear.json beside this script. Needs Debian's python3-sklearn (1.2.1). Run: /usr/bin/python3 make_linear_fixture.py
The file was made once with seed 7 and committed; tests read it and need no Python.
"""
import json, os
import numpy as np
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, brier_score_loss, log_loss, roc_auc_score

rng = np.random.default_rng(7)
n = 240
x = rng.normal(size=(n, 2)).round(3)
group = rng.integers(0, 3, size=n)
raw = -0.7 + 1.2 * x[:, 0] - 0.5 * x[:, 1] + np.array([0, 0.8, -0.6])[group]
y = (rng.random(n) < 1 / (1 + np.exp(-raw))).astype(int)

z = (x - x.mean(0)) / x.std(0)
design = np.hstack([z, np.eye(3)[group]])
logistic = LogisticRegression(C=1, tol=1e-12, max_iter=10000).fit(design, y)
decision = logistic.decision_function(design)

scores = (0.6 * raw + rng.normal(scale=0.5, size=n)).round(1)      # rounded: many ties
wins, losses = y.sum(), n - y.sum()
target = np.where(y == 1, (wins + 1) / (wins + 2), 1 / (losses + 2))
# Platt's fit = weighted logistic regression without penalty on both outcomes of every row.
platt = LogisticRegression(penalty=None, tol=1e-12, max_iter=10000).fit(
    np.concatenate([scores, scores]).reshape(-1, 1), np.concatenate([np.ones(n), np.zeros(n)]), sample_weight=np.concatenate([target, 1 - target]))
isotonic = IsotonicRegression(out_of_bounds="clip").fit(scores, y).predict(scores)
p = 1 / (1 + np.exp(-scores))
json.dump({
    "x0": x[:, 0].tolist(), "x1": x[:, 1].tolist(), "group": group.tolist(), "y": y.tolist(), "decision": decision.tolist(),
    "scores": scores.tolist(), "plattSlope": float(platt.coef_[0, 0]), "plattIntercept": float(platt.intercept_[0]), "isotonic": isotonic.tolist(),
    "auc": roc_auc_score(y, scores), "averagePrecision": average_precision_score(y, scores), "logLoss": log_loss(y, p), "brier": brier_score_loss(y, p),
}, open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "Fixtures", "linear.json"), "w"))
