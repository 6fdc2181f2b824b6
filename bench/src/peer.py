"""The peer of metrics: DuckDB in a process of its own, over a table of the raw rows.

Reads one question a line (JSON) and answers each with a line: a file to load, or a query and for how long to ask it.
"""

import json
import sys
import time

import duckdb

database = duckdb.connect()
# What takes seconds would draw its progress among the answers.
database.execute("SET enable_progress_bar = false")
print(json.dumps(duckdb.__version__), flush=True)
for line in sys.stdin:
    question = json.loads(line)
    if "load" in question:
        database.execute("DROP TABLE IF EXISTS flights")
        # Read as Puente reads it: NA is nothing.
        database.read_csv(question["load"], na_values="NA").create("flights")
        print("null", flush=True)
        continue
    answer, took = None, []
    began = time.perf_counter()
    while time.perf_counter() - began < question["seconds"] or len(took) < question["least"]:
        start = time.perf_counter()
        answer = database.execute(question["sql"]).fetchall()
        took.append((time.perf_counter() - start) * 1e3)
    print(json.dumps({"rows": answer, "took": took}), flush=True)
