"""Reference values for the elastic net and for softmax regression, from scikit-learn.

Writes Fixtures/penalised.json beside this script. Needs Debian's python3-sklearn (1.2.1) and numpy (1.24.2). Run: /usr/bin/python3 make_penalised_fixture.py
The file was made once with seed 11 and committed; tests read it and need no Python.
"""
import json, os
import numpy as np
from sklearn.linear_model import LogisticRegression

rng = np.random.default_rng(11)
n = 240
x = rng.normal(size=(n, 4)).round(3)
x[:, 3] = (0.8 * x[:, 0] + 0.6 * x[:, 3]).round(3)            # correlated with the first
group = rng.integers(0, 3, size=n)
weight = rng.choice([0.5, 1.0, 2.0], size=n)
raw = -0.9 + 1.2 * x[:, 0] - 0.4 * x[:, 1] + np.array([0, 0.8, -0.6])[group]
y = (rng.random(n) < 1 / (1 + np.exp(-raw))).astype(int)
logits = np.stack([0.9 * x[:, 0] + np.array([0.5, 0, 0])[group], 0.7 * x[:, 1], -0.8 * x[:, 0] - 0.3 * x[:, 2]], axis=1)
p = np.exp(logits); p /= p.sum(1, keepdims=True)
k = (rng.random(n)[:, None] > p.cumsum(1)).sum(1)

def design(w):
    mean = np.average(x, axis=0, weights=w)
    return np.hstack([(x - mean) / np.sqrt(np.average((x - mean) ** 2, axis=0, weights=w)), np.eye(3)[group]])

def case(target, w, c, share, balanced, multi=False):
    z = design(w)
    kwargs = dict(C=c, tol=1e-12, class_weight="balanced" if balanced else None, multi_class="multinomial" if multi else "auto")
    if share is None:
        model = LogisticRegression(solver="newton-cg", max_iter=100000, **{**kwargs, "tol": 1e-8})   # lbfgs stops at 4e-5
        share = 0.0
    else:
        model = LogisticRegression(penalty="elasticnet", solver="saga", l1_ratio=share, max_iter=400000, random_state=1, **kwargs)
    model.fit(z, target, sample_weight=w)
    classes = model.classes_
    # What scikit-learn means by "balanced": n / (classes * count), counts without sample weights.
    cw = np.array([n / (len(classes) * (target == c).sum()) for c in classes])[target] if balanced else np.ones(n)
    decision = model.decision_function(z)
    if multi:
        losses = np.log(np.exp(decision).sum(1)) - decision[np.arange(n), target]
    else:
        losses = np.logaddexp(0, decision) - target * decision
    penalty = (share * np.abs(model.coef_).sum() + (1 - share) / 2 * (model.coef_ ** 2).sum()) / c
    return {"c": c, "share": share, "balanced": balanced, "coefficients": model.coef_.ravel().tolist(), "intercepts": model.intercept_.tolist(),
            "objective": float((w * cw * losses).sum() + penalty)}

one = np.ones(n)
json.dump({
    "x": x.T.tolist(), "group": group.tolist(), "weight": weight.tolist(), "y": y.tolist(), "k": k.tolist(),
    "elasticNet": case(y, one, 0.2, 0.5, False), "lasso": case(y, one, 0.1, 1.0, False), "weighted": case(y, weight, 0.2, 0.5, False),
    "balanced": case(y, one, 0.2, 0.3, True), "softmax": case(k, one, 1.0, None, False, True), "softmaxWeighted": case(k, weight, 0.5, None, False, True),
    "softmaxBalanced": case(k, one, 1.0, None, True, True), "softmaxNet": case(k, one, 0.2, 0.5, False, True),
}, open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "Fixtures", "penalised.json"), "w"))
