"""Reference values for exponential smoothing: the same error-correction recursions written out in numpy, the squared one-step errors minimised by scipy from many starts.

Debian here has no statsmodels, so this is a twin of our own with scipy's optimiser, not an outside forecast library.
Writes Fixtures/forecast.json beside this script. Needs Debian's python3-scipy (1.10). Run: /usr/bin/python3 make_forecast_fixture.py
The file was made once with seed 21 and committed; tests read it and need no Python.
"""
import json, os
import numpy as np
from scipy.optimize import minimize

rng = np.random.default_rng(21)
t = np.arange(72)
month = np.array([-12, -8, -2, 3, 6, 9, 12, 8, 2, -3, -7, -8.0])
walk = lambda scale: np.cumsum(rng.normal(scale=scale, size=72))
series = {
    "simple": (50 + walk(2) + rng.normal(scale=4, size=72)).round(2),
    "linear": (20 + 1.5 * t + walk(1) + rng.normal(scale=3, size=72)).round(2),
    "damped": (20 + 60 * (1 - 0.93 ** t) + rng.normal(scale=2, size=72)).round(2),
    "additive": (100 + 0.8 * t + month[t % 12] + walk(1) + rng.normal(scale=3, size=72)).round(2),
    "multiplicative": ((80 + 1.5 * t) * (1 + month[t % 12] / 40) + rng.normal(scale=4, size=72)).round(2),
}
shapes = {"simple": (0, 0), "linear": (1, 0), "damped": (2, 0), "additive": (1, 1), "multiplicative": (1, 2)}
m = 12


def line(y):
    slope, intercept = np.polyfit(np.arange(len(y)), y, 1)
    return intercept, slope


def start(y, trend, season):
    s = None
    if season:
        count = min(len(y) // m, 4) * m
        a, b = line(y[:count])
        fitted = a + b * np.arange(count)
        s = np.array([np.mean((y[:count] - fitted if season == 1 else y[:count] / fitted)[p::m]) for p in range(m)])
        s = s - s.mean() if season == 1 else np.maximum(1e-3, s / s.mean())
    count = min(len(y), max(10, 2 * m if season else 0))
    phase = np.arange(count) % m
    clean = y[:count] if not season else y[:count] - s[phase] if season == 1 else y[:count] / s[phase]
    a, b = line(clean) if trend else (clean.mean(), 0.0)
    return a - b, b, s


def run(y, trend, season, alpha, beta, gamma, phi, level, slope, s, horizon=0):
    s = None if s is None else list(s)
    sse, out = 0.0, []
    for i in range(len(y) + horizon):
        base = level + phi * slope
        f = base if not season else base + s[i % m] if season == 1 else base * s[i % m]
        e = y[i] - f if i < len(y) else 0.0
        if i < len(y):
            sse += e * e
        else:
            out.append(f)
        le, se = e, e
        if season == 2:
            if base <= 0 or s[i % m] <= 0:
                return 1e18, out
            le, se = e / s[i % m], e / base
        level, slope = base + alpha * le, phi * slope + beta * le
        if season:
            s[i % m] += gamma * se
    return sse, out


result = {}
for name, y in series.items():
    trend, season = shapes[name]
    level0, slope0, s0 = start(y, trend, season)
    scale = y.std()

    def decode(p):
        unit = 1 / (1 + np.exp(-p[:4]))
        alpha = 1e-4 + (0.9999 - 1e-4) * unit[0]
        beta = alpha * (1e-4 + (0.9999 - 1e-4) * unit[1]) if trend else 0.0
        phi = 0.8 + 0.18 * unit[2] if trend == 2 else 1.0 if trend else 0.0
        gamma = (1 - alpha) * (1e-4 + (0.9999 - 1e-4) * unit[3]) if season else 0.0
        return alpha, beta, gamma, phi, level0 + scale * p[4], (slope0 + 0.1 * scale * p[5]) if trend else 0.0

    best = None
    for alpha in (-3, -1, 0, 1, 3):
        for beta in (-4, -1, 1):
            p = np.array([alpha, beta, 0.0, -2.0, 0.0, 0.0])
            for method in ("Nelder-Mead", "L-BFGS-B"):
                found = minimize(lambda q: run(y, trend, season, *decode(q), s0)[0], p, method=method, options={"maxiter": 4000, "maxfev": 20000} if method == "Nelder-Mead" else {"maxiter": 4000})
                if best is None or found.fun < best.fun:
                    best = found
    sse, forecast = run(y, trend, season, *decode(best.x), s0, horizon=18)
    result[name] = {"values": y.tolist(), "trend": trend, "season": season, "squaredErrors": sse, "forecast": forecast, "weights": list(decode(best.x)[:4])}
json.dump(result, open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "Fixtures", "forecast.json"), "w"))
