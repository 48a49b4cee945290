# SPDX-License-Identifier: GPL-3.0-or-later
"""Twelve and a half million daily bars (5,000 symbols × 2,520 weekdays), written and loaded back into columns in memory.

penstock                    the real store; every load allocates a new result, for which the C library may hand out pages it kept from the
                            load before: "load, first" is the one with fresh memory
raw columns, memory reused  one file read into buffers that were touched before: what a disk cache can give at best
raw columns, fresh memory   the same into memory as fresh as penstock's
DuckDB, polars              through their node bindings into typed arrays that are reused from load to load

Every peer loads four times in one process; "load, warm" is the median of the last three."""

TITLE = "store: 5,000 symbols × 2,520 days = 12.6 million daily bars"

SYMBOLS, DAYS = 5000, 2520


def peers(bench):
    ours = bench.build("tests/bench/bench-store")
    node = bench.npm("@duckdb/node-api", "nodejs-polars", "nodejs-polars-linux-x64-gnu")
    size = [bench.data, bench.work, SYMBOLS, DAYS]

    if not (bench.data / "store-complete").exists():
        for command in [[ours, "generate", *size], ["node", bench.source / "store-peers.mjs", node, "prepare", *size]]:
            bench.run(command, "preparing the data")
        (bench.data / "store-complete").touch()

    return [[ours, mode, *size] for mode in ("penstock", "raw", "raw-fresh")] + \
           [["node", bench.source / "store-peers.mjs", node, mode, *size] for mode in ("duckdb", "duckdb-parquet", "polars")]
