"""Seconds per tree of XGBoost hist on the joined tables: DATA TREES DEPTH BINS RESULT."""

import json
import sys
import time

import numpy
import pyarrow.parquet as parquet
import xgboost

data, trees, depth, bins, result = sys.argv[1:6]
lender = parquet.read_table(f"{data}/lender.parquet")
bureau = parquet.read_table(f"{data}/bureau.parquet")
bureau = bureau.set_column(bureau.schema.get_field_index("id"), "id", bureau["id"].cast("int64"))
joined = lender.join(bureau, "id", join_type="inner")
label = joined["applied"].to_numpy().astype("float32")
features = [name for name in joined.column_names if name not in ("id", "applied")]
table = numpy.empty((joined.num_rows, len(features)), dtype="float32")
for column, name in enumerate(features):
    table[:, column] = joined[name].to_numpy()

start = time.monotonic()
matrix = xgboost.QuantileDMatrix(table, label, max_bin=int(bins), nthread=2)
binning = time.monotonic() - start
parameters = {
    "tree_method": "hist",
    "objective": "binary:logistic",
    "max_depth": int(depth),
    "max_bin": int(bins),
    "eta": 0.1,
    "lambda": 0.1,
    "gamma": 0.001,
    "min_child_weight": 0,
    "nthread": 2,
}
xgboost.train(parameters, matrix, 1)
start = time.monotonic()
xgboost.train(parameters, matrix, int(trees))
seconds = (time.monotonic() - start) / int(trees)
with open(result, "w") as out:
    json.dump({"seconds-per-tree": seconds, "binning-seconds": binning}, out)
