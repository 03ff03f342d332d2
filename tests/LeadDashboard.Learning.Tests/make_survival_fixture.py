"""Reference values for the discrete-time survival model (scikit-learn on explicit person-period rows) and for Kaplan-Meier (written out in numpy).

Writes Fixtures/survival.json beside this script. Needs Debian's python3-sklearn (1.2.1). Run: /usr/bin/python3 make_survival_fixture.py
The file was made once with seed 11 and committed; tests read it and need no Python.
"""
import json, os
import numpy as np
from sklearn.linear_model import LogisticRegression

rng = np.random.default_rng(11)
n, ends = 300, np.array([7., 14., 30., 60., 90.])
x = rng.normal(size=n).round(3)
group = rng.integers(0, 3, size=n)
rate = np.exp(-4.2 + 0.8 * x + np.array([0, 0.6, -0.5])[group])
won_day, lost_day, now = rng.exponential(1 / rate), rng.exponential(60, size=n), rng.uniform(5, 130, size=n)
days = np.minimum(np.minimum(won_day, lost_day), now).round(1)
end = np.where(won_day <= np.minimum(lost_day, now), 1, np.where(lost_day <= now, 2, 0))


def person_periods(kind):
    rows, weights, labels = [], [], []
    for i in range(n):
        for k in range(len(ends)):
            start = 0 if k == 0 else ends[k - 1]
            if days[i] > ends[k]:
                rows.append((i, k)); weights.append(1); labels.append(0)
                continue
            if end[i] == kind:
                rows.append((i, k)); weights.append(1); labels.append(1)
            elif end[i] == 0:                                   # open: the part of the interval it has lived
                rows.append((i, k)); weights.append((days[i] - start) / (ends[k] - start)); labels.append(0)
            elif end[i] == 2:                                   # lost where won is asked: at risk of winning first
                rows.append((i, k)); weights.append(1); labels.append(0)
            break                                               # won where lost is asked: not at risk of losing
    return np.array(rows), np.array(weights), np.array(labels)


z = (x - x.mean()) / x.std()


def hazards(kind):
    rows, weights, labels = person_periods(kind)
    features = np.hstack([z.reshape(-1, 1), np.eye(3)[group]])
    def design(r): return np.hstack([features[r[:, 0]], np.eye(len(ends))[r[:, 1]]])
    model = LogisticRegression(C=1, solver="newton-cholesky", tol=1e-12, max_iter=1000).fit(design(rows), labels, sample_weight=weights)
    grid = np.array([(i, k) for i in range(n) for k in range(len(ends))])
    return model.predict_proba(design(grid))[:, 1].reshape(n, -1)[:40].round(8)


def kaplan_meier():
    steps, surviving = [], 1.0
    for day in np.unique(days[end == 1]):
        at_risk, events = int((days >= day).sum()), int(((days == day) & (end == 1)).sum())
        surviving *= 1 - events / at_risk
        steps.append([float(day), at_risk, events, surviving])
    return steps


json.dump({
    "x": x.tolist(), "group": group.tolist(), "days": days.tolist(), "end": end.tolist(), "intervalEnds": ends.tolist(),
    "won": hazards(1).tolist(), "lost": hazards(2).tolist(), "kaplanMeier": kaplan_meier(),
}, open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "Fixtures", "survival.json"), "w"))
