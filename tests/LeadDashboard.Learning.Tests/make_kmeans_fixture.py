"""Reference objectives of k-means, from scikit-learn.

Writes Fixtures/kmeans.json beside this script. Needs Debian's python3-sklearn (1.2.1) and numpy (1.24.2). Run: /usr/bin/python3 make_kmeans_fixture.py
The file was made once with seed 3 and committed; tests read it and need no Python. The groups overlap and differ in size, so that starts end in different places.
"""
import json, os
import numpy as np
from sklearn.cluster import KMeans
from sklearn.metrics import calinski_harabasz_score

rng = np.random.default_rng(3)
sizes = [120, 80, 60, 40, 30, 20]
centres = rng.normal(scale=2.2, size=(len(sizes), 4))
x = np.vstack([c + rng.normal(size=(s, 4)) for c, s in zip(centres, sizes)]).round(3)
x = x[rng.permutation(len(x))]
cases = []
for k in (1, 3, 6, 10):
    model = KMeans(n_clusters=k, n_init=10, random_state=1, tol=1e-9).fit(x)
    best = KMeans(n_clusters=k, n_init=200, random_state=2, tol=1e-9).fit(x)
    cases.append({"clusterCount": k, "objective": float(model.inertia_), "bestOf200": float(best.inertia_), "labels": best.labels_.tolist() if k == 3 else [],
                  "separation": calinski_harabasz_score(x, best.labels_) if k > 1 else 0})
json.dump({"rows": x.tolist(), "cases": cases}, open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "Fixtures", "kmeans.json"), "w"))
