"""XGBoost hist on a table that is binned already: TABLE TREES DEPTH BINS THREADS RESULT."""

import json
import sys
import time

import numpy
import xgboost

MISSING = 255

table, trees, depth, bins, threads, result = sys.argv[1:7]
labels = numpy.fromfile(f"{table}/labels", dtype="uint8")
columns = numpy.fromfile(f"{table}/bins", dtype="uint8").reshape(-1, len(labels))
matrix = xgboost.QuantileDMatrix(
    numpy.ascontiguousarray(columns.T),
    labels,
    missing=MISSING,
    max_bin=int(bins),
    nthread=int(threads),
)

# The bins are the same only if every one of them but a column's first begins at a cut.
starts, cuts = matrix.get_quantile_cut()
for number, column in enumerate(columns):
    used = numpy.unique(column)
    used = used[used != MISSING]
    inner = cuts[int(starts[number]) + 1 : int(starts[number + 1]) - 1]
    if not numpy.array_equal(inner, used[1:]):
        sys.exit(f"column {number} has bins {used}, XGBoost cuts at {inner}")

parameters = {
    "tree_method": "hist",
    "objective": "binary:logistic",
    "base_score": float(labels.mean()),
    "max_depth": int(depth),
    "max_bin": int(bins),
    "eta": 0.1,
    "lambda": 0.1,
    "gamma": 0.001,
    "min_child_weight": 0,
    "nthread": int(threads),
}
xgboost.train(parameters, matrix, 1)
start = time.monotonic()
booster = xgboost.train(parameters, matrix, int(trees))
seconds = (time.monotonic() - start) / int(trees)
scores = booster.predict(matrix).astype("float64")
likely = numpy.where(labels == 1, scores, 1 - scores)
with open(result, "w") as out:
    json.dump({"seconds-per-tree": seconds, "log-loss": float(-numpy.log(likely).mean())}, out)
