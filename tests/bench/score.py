# SPDX-License-Identifier: GPL-3.0-or-later
"""Ten years of daily bars of 5,000 symbols to eleven columns of indicators and four of ranks, all in memory.

penstock, and the same in two threads   the functions of src/calc over columns that were touched before, as a worker that keeps its memory calls them
pandas, numpy                           one thread, their own new arrays for every column: how they are used
polars                                  through its node binding, all cores
TA-Lib, Tulip                           their C sources as npm's `talib` and `tulind` carry them, compiled here with -O3 -march=native and called
                                        from C; without the bindings, which copy every value to and fro.  What they have in common with us: rates of
                                        change over 21, 63, 126 and 252 days, deviation of 63 log returns, greatest of 252, EMA 20, RSI 14
memory copy                             what it takes to move as many bytes as the columns read and written have, at the rate of a copy past the caches

Before it measures, all but the last two must agree on 200 symbols in each column's count and mean to ten digits; `check' is the sum of what is
printed there, over all symbols.  The newest day is that of the last 300 bars.  The machine's bandwidth is measured in every round like a peer.

The rows of the chain, the scoreboard and the evidence are ours alone: the libraries' own code on a made-up chain of 5,000 companies and 50,000 links,
and on the shipped chain with ten years of made-up bars."""

import json
import subprocess

TITLE = "score: 5,000 symbols × 2,520 days, eleven indicators and four ranks of each"

SYMBOLS, DAYS = 5000, 2520
COMPANIES, LINKS = 5000, 50000
CHECKED = 200
PYTHON = "/usr/bin/python3"  # Debian's, which has Debian's pandas


def libraries(bench):
    """The program that measures TA-Lib and Tulip, from the sources in their npm packages."""
    program = bench.work / "score-libraries"
    source = bench.source / "score-libraries.c"
    if program.exists() and program.stat().st_mtime > source.stat().st_mtime:
        return program

    modules = bench.npm("talib", "tulind", scripts=False) / "node_modules"
    talib, tulip = modules / "talib" / "src" / "lib", modules / "tulind" / "external"
    functions = [talib / "src" / "ta_func" / f"ta_{name}.c" for name in ("ROC", "STDDEV", "VAR", "MAX", "EMA", "RSI", "utility")]
    headers = sorted({header.parent for header in talib.rglob("*.h")}) + [tulip]
    bench.run([bench.need("gcc", "gcc"), "-O3", "-march=native", "-w", *[f"-I{folder}" for folder in headers], "-o", program,
               source, tulip / "tiamalgamation.c", *functions, *sorted((talib / "src" / "ta_common").glob("*.c")), "-lm"],
              "compiling TA-Lib and Tulip")
    return program


def columns_of(command):
    """{column: (count, mean)} as a peer prints them."""
    lines = subprocess.run([str(a) for a in command], stdout=subprocess.PIPE, text=True, check=True).stdout.splitlines()
    found = (json.loads(line) for line in lines if line.startswith("{"))
    return {c["column"]: (c["count"], c["mean"]) for c in found if "column" in c}


def agree(commands):
    """Ends the run unless every peer has the first one's columns."""
    expected = None
    for command in commands:
        found = columns_of(command)
        expected = expected or found
        for name, (count, mean) in expected.items():
            if found[name][0] != count or abs(found[name][1] - mean) > 1e-10 * abs(mean):
                raise SystemExit(f"bench: {command[0]} {command[1]}: {name} is {found[name]}, not {(count, mean)}")


def peers(bench):
    ours, store = bench.build("tests/bench/bench-score"), bench.build("tests/bench/bench-store")
    node = bench.npm("@duckdb/node-api", "nodejs-polars", "nodejs-polars-linux-x64-gnu")

    if not (bench.data / "store-complete").exists():
        bench.run([store, "generate", bench.data, bench.work, SYMBOLS, DAYS], "preparing the data")

    def commands(symbols):
        size = [bench.data, symbols, DAYS]
        return [[PYTHON, bench.source / "score-peers.py", "pandas", *size],
                [PYTHON, bench.source / "score-peers.py", "numpy", *size],
                ["node", bench.source / "score-peers.mjs", node, *size],
                [ours, "penstock", *size], [ours, "penstock-2", *size]]

    agree(commands(CHECKED))
    full = commands(SYMBOLS)
    return full[3:] + [[ours, "copy", bench.data, SYMBOLS, DAYS]] + full[:3] + [[libraries(bench), bench.data, SYMBOLS, DAYS],
                      [bench.build("tests/bench/bench-score-engine"), bench.source.parent.parent / "data", COMPANIES, LINKS]]
