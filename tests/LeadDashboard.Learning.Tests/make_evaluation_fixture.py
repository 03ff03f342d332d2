"""Reference values for DeLong's paired test, Kolmogorov-Smirnov, the Brier decomposition, profit and Qini: scipy where it has them, else the textbook formula in plain loops.

Writes Fixtures/evaluation.json beside this script. Needs Debian's python3-scipy and python3-sklearn (1.2.1). Run: /usr/bin/python3 make_evaluation_fixture.py
The file was made once with seed 13 and committed; tests read it and need no Python.
"""
import json, os
import numpy as np
from scipy.stats import ks_2samp
from sklearn.metrics import brier_score_loss, roc_auc_score

rng = np.random.default_rng(13)
n = 250
raw = rng.normal(size=n)
y = (rng.random(n) < 1 / (1 + np.exp(-raw))).astype(int)
champion = (1 / (1 + np.exp(-(raw + rng.normal(scale=1.5, size=n))))).round(1)      # rounded: many ties
challenger = (1 / (1 + np.exp(-(raw + rng.normal(scale=0.7, size=n))))).round(2)
treated = rng.random(n) < 0.6


def kernel(a, b):
    return 1.0 if a > b else 0.5 if a == b else 0.0


def delong(s1, s2):
    wins, losses = np.flatnonzero(y == 1), np.flatnonzero(y == 0)
    v10 = np.array([[np.mean([kernel(s[i], s[j]) for j in losses]) for i in wins] for s in (s1, s2)])
    v01 = np.array([[np.mean([kernel(s[i], s[j]) for i in wins]) for j in losses] for s in (s1, s2)])
    cov = np.cov(v10) / len(wins) + np.cov(v01) / len(losses)
    return float(v10[1].mean() - v10[0].mean()), float(np.sqrt(cov[0, 0] + cov[1, 1] - 2 * cov[0, 1]))


def brier_parts(p):
    rate, rel, res = y.mean(), 0.0, 0.0
    for value in np.unique(p):
        bin_ = p == value
        rel += bin_.sum() * (value - y[bin_].mean()) ** 2
        res += bin_.sum() * (y[bin_].mean() - rate) ** 2
    return [brier_score_loss(y, p), rel / n, res / n, rate * (1 - rate)]


def qini(score):
    points, uplift = [(0.0, 0.0)], [(0.0, 0.0)]
    for cut in sorted(set(score), reverse=True):
        best = score >= cut
        nt, nc = (best & treated).sum(), (best & ~treated).sum()
        wt, wc = y[best & treated].sum(), y[best & ~treated].sum()
        points.append((best.mean(), (wt - (wc * nt / nc if nc else 0)) / treated.sum()))
        uplift.append((best.mean(), ((wt / nt if nt else 0) - (wc / nc if nc else 0)) * best.mean()))
    x, g = np.array(points).T
    ux, ug = np.array(uplift).T
    return points, float(np.trapz(g, x) - g[-1] / 2), float(np.trapz(ug, ux))


def profit(score, value, cost):
    best = max(((float((score >= cut).sum() and value * y[score >= cut].sum() - cost * (score >= cut).sum())), float(cut)) for cut in set(score))
    return list(best)


difference, error = delong(champion, challenger)
points, qini_area, auuc = qini(champion)
ks = ks_2samp(challenger[y == 1], challenger[y == 0])
json.dump({
    "y": y.tolist(), "champion": champion.tolist(), "challenger": challenger.tolist(), "treated": treated.tolist(),
    "championAuc": roc_auc_score(y, champion), "challengerAuc": roc_auc_score(y, challenger), "difference": difference, "standardError": error,
    "ks": float(ks.statistic), "brier": brier_parts(champion), "qiniPoints": [[float(a), float(b)] for a, b in points], "qini": qini_area, "auuc": auuc,
    "profit": profit(champion, 100, 45),
}, open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "Fixtures", "evaluation.json"), "w"))
