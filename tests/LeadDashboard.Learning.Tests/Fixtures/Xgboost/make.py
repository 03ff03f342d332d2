"""Reference values for XgboostJsonTests, from XGBoost 1.7.4 (Debian python3-xgboost).

Usage, from this folder:
    LEADDASHBOARD_WRITE_FIXTURES=1 dotnet test ../.. --filter XgboostJsonTests   # writes ours.json, a model trained here
    /usr/bin/python3 make.py                                                    # writes the rest

rows.csv          60 rows: income, visits, age (numbers, some missing), job (code 0..7, some missing); missing is an empty cell
theirs.json       a model trained by XGBoost on rows of the same kind, with category splits and missing values
*-margins.csv     output_margin of each row by XGBoost
*-reasons.csv     pred_contribs of each row by XGBoost, the base value last
"""
import numpy as np, pandas as pd, xgboost as xgb

def rows(n, seed):
    r = np.random.default_rng(seed)
    d = pd.DataFrame({"income": r.gamma(2, 20, n).round(2), "visits": r.integers(0, 9, n).astype(float), "age": r.normal(45, 12, n).round(1)})
    d.loc[r.random(n) < .2, "age"] = np.nan
    d.loc[r.random(n) < .1, "visits"] = np.nan
    job = r.integers(0, 8, n).astype(float); job[r.random(n) < .1] = np.nan
    z = .03 * (d.income - 40) + .3 * d.visits.fillna(6) - 2 + np.where(np.isin(job, (1, 4, 6)), 1.2, 0) + np.where(d.age.isna(), .8, 0)
    y = (r.random(n) < 1 / (1 + np.exp(-z))).astype(int)
    d["job"] = pd.Categorical(job, categories=range(8))
    return d, y

def matrix(d, y=None): return xgb.DMatrix(d, label=y, enable_categorical=True)
def save(name, values): pd.DataFrame(values).to_csv(name, header=False, index=False, float_format="%.9g", lineterminator="\n")

train, y = rows(3000, 1)
booster = xgb.train({"objective": "binary:logistic", "tree_method": "hist", "max_depth": 5, "max_cat_to_onehot": 1, "eta": .3, "base_score": .3}, matrix(train, y), 8)
booster.save_model("theirs.json")
test, _ = rows(60, 2)
save("rows.csv", test)
for name in ("theirs", "ours"):
    b = xgb.Booster(); b.load_model(name + ".json"); d = matrix(test)
    save(name + "-margins.csv", b.predict(d, output_margin=True)); save(name + "-reasons.csv", b.predict(d, pred_contribs=True))
