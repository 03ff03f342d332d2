"""Reference values for LightGbmTextTests, from the native library of LightGBM 4.7.0 by its C interface.

Usage, from this folder (the library is the one in the NuGet package LightGBM, runtimes/linux-x64/native):
    LEADDASHBOARD_WRITE_FIXTURES=1 dotnet test ../.. --filter LightGbmTextTests     # writes ours.txt, trained here
    /usr/bin/python3 make.py PATH/lib_lightgbm.so                                  # writes the rest

rows.csv             60 rows: income, visits, age (numbers, some missing, some 0), job (code 0..7, some missing)
<kind>.txt           a model of 4 trees of one kind: missing (missing values and categories), zero (zero_as_missing),
                     none (use_missing=false), sigmoid (sigmoid=2), forest (boosting=rf, average_output), gamma, dart
linear.txt, classes.txt   linear_tree and three classes: refused, so without margins
<kind>-margins.csv   raw score of each row by LightGBM, 17 digits
missing-reasons.csv  contributions of each row by LightGBM, the base value last
"""
import ctypes, sys
import numpy as np

lib = ctypes.CDLL(sys.argv[1])
lib.LGBM_GetLastError.restype = ctypes.c_char_p
NAMES = ["income", "visits", "age", "job"]


def call(name, *args):
    if getattr(lib, name)(*args) != 0:
        raise SystemExit(f"{name}: {lib.LGBM_GetLastError().decode()}")


def rows(n, seed):
    r = np.random.default_rng(seed)
    x = np.column_stack([r.gamma(2, 20, n).round(2), r.integers(0, 9, n), r.normal(45, 12, n).round(1), r.integers(0, 8, n)])
    x[r.random(n) < .2, 2] = np.nan
    x[r.random(n) < .1, 1] = np.nan
    x[r.random(n) < .1, 3] = np.nan
    x[r.random(n) < .1, 0] = 0
    z = .03 * (x[:, 0] - 40) + .3 * np.nan_to_num(x[:, 1], nan=6) - 2
    z += np.where(np.isin(x[:, 3], (1, 4, 6)), 1.2, 0) + np.where(np.isnan(x[:, 2]), .8, 0)
    y = (r.random(n) < 1 / (1 + np.exp(-z))).astype(np.float32)
    return np.ascontiguousarray(x.astype(np.float32).astype(np.float64)), y


def save(name, values):
    np.savetxt(name, np.atleast_2d(values), delimiter=",", fmt="%.17g")


def pointer(x):
    return x.ctypes.data_as(ctypes.c_void_p)


def predict(booster, x, kind, width):
    out, length = np.zeros(len(x) * width), ctypes.c_int64()
    call("LGBM_BoosterPredictForMat", booster, pointer(x), 1, len(x), x.shape[1], 1, kind, 0, -1, b"",
         ctypes.byref(length), pointer(out))
    return out[:length.value].reshape(len(x), -1)


def train(name, parameters, label=None, until=4):
    x, y = rows(3000, 1)
    y = y if label is None else label(x, y)
    text = ("num_leaves=7 min_data_in_leaf=20 learning_rate=0.3 verbosity=-1 num_threads=1 seed=3 max_cat_to_onehot=1 "
            "categorical_feature=3 " + parameters).encode()
    data, booster = ctypes.c_void_p(), ctypes.c_void_p()
    call("LGBM_DatasetCreateFromMat", pointer(x), 1, len(x), 4, 1, text, None, ctypes.byref(data))
    call("LGBM_DatasetSetField", data, b"label", pointer(np.ascontiguousarray(y, dtype=np.float32)), len(y), 0)
    names = (ctypes.c_char_p * 4)(*[n.encode() for n in NAMES])
    call("LGBM_DatasetSetFeatureNames", data, names, 4)
    call("LGBM_BoosterCreate", data, text, ctypes.byref(booster))
    done = ctypes.c_int()
    for _ in range(until):
        call("LGBM_BoosterUpdateOneIter", booster, ctypes.byref(done))
    call("LGBM_BoosterSaveModel", booster, 0, -1, 0, (name + ".txt").encode())
    return booster


test, _ = rows(60, 2)
np.savetxt("rows.csv", test, delimiter=",", fmt="%.9g")
for name, parameters in (
    ("missing", "objective=binary"),
    ("zero", "objective=binary zero_as_missing=true"),
    ("none", "objective=binary use_missing=false"),
    ("sigmoid", "objective=binary sigmoid=2"),
    ("forest", "objective=binary boosting=rf bagging_freq=1 bagging_fraction=0.6"),
    ("dart", "objective=binary boosting=dart drop_rate=0.9 skip_drop=0"),
):
    save(name + "-margins.csv", predict(train(name, parameters), test, 1, 1))
save("gamma-margins.csv", predict(train("gamma", "objective=gamma", lambda x, y: 1 + x[:, 0] * (1 + y)), test, 1, 1))
save("missing-reasons.csv", predict(train("missing", "objective=binary"), test, 3, 5))
train("linear", "objective=binary linear_tree=true", until=1)
train("classes", "objective=multiclass num_class=3", lambda x, y: y + (x[:, 0] > 50), until=1)
try:
    booster, rounds = ctypes.c_void_p(), ctypes.c_int()
    call("LGBM_BoosterCreateFromModelfile", b"ours.txt", ctypes.byref(rounds), ctypes.byref(booster))
    save("ours-margins.csv", predict(booster, test, 1, 1))
except SystemExit as missing:
    print("ours.txt is not read:", missing)
