"""Reference values for XgboostJsonTests, from XGBoost 1.7.4 (Debian python3-xgboost).

Usage, from this folder:
    LEADDASHBOARD_WRITE_FIXTURES=1 dotnet test ../.. --filter XgboostJsonTests   # writes ours.json, a model trained here
    /usr/bin/python3 make.py                                                    # writes the rest

rows.csv          60 rows: income, visits, age (numbers, some missing), job (code 0..7, some missing); missing is an empty cell
theirs.json       a model trained by XGBoost on rows of the same kind, with category splits and missing values
*-margins.csv     output_margin of each row by XGBoost
*-reasons.csv     pred_contribs of each row by XGBoost, the base value last
dart.json, logitraw.json, stopped.json, sentinel.json, classifier.json, two-targets.json
                  models on the three number columns that are more than a sum of trees, with the margins of the rows:
                  weight_drop, a base score that is a margin, early stopping (margins up to the best round), missing
                  is -999 (not in the file; the classifier writes it), two targets (no margins: refused)
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

def kind(name, params, rounds, missing=np.nan, **more):
    def filled(d): return d.drop(columns="job").astype(float).fillna(missing)
    def numbers(d, y=None): return xgb.DMatrix(filled(d), label=y, missing=missing)
    p = {"objective": "binary:logistic", "tree_method": "hist", "max_depth": 3, "eta": .4, "base_score": .3, "seed": 3} | params
    watched = [(numbers(*rows(400, 3)), "watched")] if more else []
    b = xgb.train(p, numbers(train, y), rounds, evals=watched, verbose_eval=False, **more)
    b.save_model(name + ".json")
    until = (0, b.best_iteration + 1) if more else (0, 0)
    save(name + "-margins.csv", b.predict(numbers(test), output_margin=True, iteration_range=until))

kind("dart", {"booster": "dart", "rate_drop": .5, "one_drop": 1}, 6)
kind("logitraw", {"objective": "binary:logitraw", "base_score": .25}, 4)
kind("stopped", {"num_parallel_tree": 2, "subsample": .6, "eta": 1.5}, 30, early_stopping_rounds=3)
kind("sentinel", {}, 4, missing=-999)
two = np.column_stack([y, 1 - y])
xgb.train({"objective": "binary:logistic", "tree_method": "hist", "max_depth": 2}, xgb.DMatrix(train.drop(columns="job"), label=two), 2).save_model("two-targets.json")
c = xgb.XGBClassifier(n_estimators=2, max_depth=2, missing=-999, tree_method="hist"); c.fit(train.drop(columns="job").fillna(-999), y)
c.save_model("classifier.json"); save("classifier-margins.csv", c.predict(test.drop(columns="job").fillna(-999), output_margin=True))
