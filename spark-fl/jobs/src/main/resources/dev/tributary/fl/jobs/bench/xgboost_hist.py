"""Seconds per tree of XGBoost hist on the joined tables: DATA TREES DEPTH BINS RESULT."""

import json
import sys
import time

import pyarrow.parquet as parquet
import xgboost

data, trees, depth, bins, result = sys.argv[1:6]
lender = parquet.read_table(f"{data}/lender.parquet").to_pandas()
bureau = parquet.read_table(f"{data}/bureau.parquet").to_pandas()
bureau["id"] = bureau["id"].astype("int64")
joined = lender.merge(bureau, on="id")
label = joined.pop("applied").astype("float32")
joined.pop("id")

start = time.monotonic()
matrix = xgboost.QuantileDMatrix(joined.astype("float32"), label, max_bin=int(bins), nthread=2)
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
