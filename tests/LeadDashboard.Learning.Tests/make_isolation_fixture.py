"""Reference scores of an isolation forest, from scikit-learn.

Writes Fixtures/isolation.json beside this script. Needs Debian's python3-sklearn (1.2.1) and numpy (1.24.2). Run: /usr/bin/python3 make_isolation_fixture.py
The file was made once with seed 13 and committed; tests read it and need no Python. 600 rows of two clouds, 18 planted anomalies; 500 trees to keep chance small.
"""
import json, os
import numpy as np
from sklearn.ensemble import IsolationForest
from sklearn.metrics import roc_auc_score

rng = np.random.default_rng(13)
x = np.vstack([rng.normal(size=(400, 4)) @ np.diag([1, 2, 0.5, 1]), rng.normal(size=(182, 4)) + [4, 0, 1, -2], rng.uniform(-7, 7, size=(18, 4))]).round(3)
odd = np.r_[np.zeros(582, int), np.ones(18, int)]
scores = -IsolationForest(n_estimators=500, random_state=1).fit(x).score_samples(x)
other = -IsolationForest(n_estimators=500, random_state=2).fit(x).score_samples(x)
threshold = -IsolationForest(n_estimators=500, random_state=1, contamination=0.03).fit(x).offset_
rank = lambda a: np.argsort(np.argsort(a))
json.dump({"rows": x.tolist(), "odd": odd.tolist(), "scores": scores.round(6).tolist(), "auc": roc_auc_score(odd, scores), "threshold": float(threshold),
           "rankCorrelationWithAnotherSeed": float(np.corrcoef(rank(scores), rank(other))[0, 1])},
          open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "Fixtures", "isolation.json"), "w"))
