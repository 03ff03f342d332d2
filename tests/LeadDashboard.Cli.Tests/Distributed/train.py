"""Trains XGBoost on a Dask cluster from the parts of a table that `export` wrote.

    train.py SCHEDULER TABLE MODEL.json ROUNDS WORKERS

It begins when so many workers are there; each part is read by a worker and stays there. Beside the model it writes MODEL.json.held-out: what XGBoost itself says
of the held-out rows, one probability a line.
"""
import glob
import json
import sys

import numpy as np


def read(path):
    """Rows x (features + outcome); an empty cell is NaN."""
    return np.genfromtxt(path, delimiter=",", skip_header=1, dtype=np.float64, ndmin=2).astype(np.float32)


def main():
    import dask
    import dask.array
    import xgboost
    from distributed import Client
    from xgboost import dask as on_dask

    scheduler, table, target = sys.argv[1:4]
    rounds, wanted = int(sys.argv[4]), int(sys.argv[5])
    features = json.load(open(f"{table}/schema.json"))["features"]
    names = [feature["name"] for feature in features]
    kinds = ["c" if feature["kind"] == "category" else "q" for feature in features]

    with Client(scheduler) as client:
        client.wait_for_workers(wanted)
        parts = [dask.delayed(read)(path) for path in sorted(glob.glob(f"{table}/part-*.csv"))]
        rows = dask.array.concatenate(
            [dask.array.from_delayed(part, (np.nan, len(names) + 1), np.float32) for part in parts],
            allow_unknown_chunksizes=True,
        ).persist()
        rows.compute_chunk_sizes()
        matrix = on_dask.DaskDMatrix(
            client, rows[:, :-1], rows[:, -1], feature_names=names, feature_types=kinds, enable_categorical=True
        )
        settings = {"objective": "binary:logistic", "tree_method": "hist", "eta": 0.1, "max_depth": 5, "seed": 1}
        model = on_dask.train(client, settings, matrix, num_boost_round=rounds)["booster"]
        workers = len(client.scheduler_info()["workers"])

    model.save_model(target)
    held_out = read(f"{table}/held-out.csv")
    asked = xgboost.DMatrix(
        held_out[:, :-1], feature_names=names, feature_types=kinds, enable_categorical=True
    )
    np.savetxt(f"{target}.held-out", model.predict(asked), fmt="%.9g")
    print(f"{rows.shape[0]} rows of {len(parts)} parts on {workers} workers: {rounds} trees -> {target}")


if __name__ == "__main__":
    main()
