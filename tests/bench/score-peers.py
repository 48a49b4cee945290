# SPDX-License-Identifier: GPL-3.0-or-later
"""score-peers.py pandas|numpy DATA SYMBOLS DAYS: what script/bench score measures, the way each library is used; see score.py."""

import json
import resource
import sys
import time

import numpy as np

RANKED = ("mom", "vsm", "hi52", "rsi")
NEWEST = 300


def emit(**what):
    print(json.dumps(what), flush=True)


class Pandas:
    """Wide frames, a row a day."""

    def __init__(self):
        import pandas
        self.pd, self.version = pandas, pandas.__version__

    def take(self, column):
        return self.pd.DataFrame(column)

    def indicators(self, c, v):
        o = {f"r{k}": c / c.shift(k) - 1 for k in (21, 63, 126, 252)}
        o["mom"] = c.shift(21) / c.shift(252) - 1
        o["vol"] = np.log(c).diff().rolling(63).std()
        o["vsm"] = o["mom"] / o["vol"]
        o["hi52"] = c / c.rolling(252).max()
        o["ema"] = c.ewm(span=20, adjust=False).mean()
        d = c.diff()
        up = d.clip(lower=0).ewm(alpha=1 / 14, adjust=False, min_periods=14).mean()
        down = (-d).clip(lower=0).ewm(alpha=1 / 14, adjust=False, min_periods=14).mean()
        o["rsi"] = 100 * up / (up + down)
        o["adv"] = (c * v).rolling(20).mean()
        return o

    def rank(self, x):
        return x.rank(axis=1, pct=True)

    def newest(self, o):
        return {name: x.iloc[-1:] for name, x in o.items()}

    def values(self, x):
        return x.values


class Numpy:
    """Arrays, a row a day."""

    version = np.__version__

    def take(self, column):
        return column

    def change(self, c, later, earlier):
        r = np.full_like(c, np.nan)
        r[earlier:] = c[earlier - later:len(c) - later] / c[:-earlier] - 1.0
        return r

    def greatest(self, c, w):
        m, k = c, 1
        while 2 * k <= w:
            m, k = np.maximum(m[k:], m[:-k]), 2 * k
        r = np.full_like(c, np.nan)
        r[w - 1:] = np.maximum(m[w - k:], m[:len(m) - (w - k)])
        return r

    def mean_from_first(self, x, alpha):
        r, t = np.empty_like(x), np.empty_like(x[0])
        r[0] = x[0]
        for i in range(1, len(x)):
            np.subtract(x[i], r[i - 1], out=t)
            t *= alpha
            np.add(r[i - 1], t, out=r[i])
        return r

    def indicators(self, c, v):
        o = {f"r{k}": self.change(c, 0, k) for k in (21, 63, 126, 252)}
        o["mom"] = self.change(c, 21, 252)
        nothing = np.zeros((1, c.shape[1]))
        lr = np.diff(np.log(c), axis=0)
        s, q = np.cumsum(np.vstack([nothing, lr]), axis=0), np.cumsum(np.vstack([nothing, lr * lr]), axis=0)
        ds, dq = s[63:] - s[:-63], q[63:] - q[:-63]
        o["vol"] = np.full_like(c, np.nan)
        o["vol"][63:] = np.sqrt(np.maximum(dq - ds * ds / 63.0, 0) / 62.0)
        o["vsm"] = o["mom"] / o["vol"]
        o["hi52"] = c / self.greatest(c, 252)
        o["ema"] = self.mean_from_first(c, 2 / 21)
        d = np.diff(c, axis=0)
        up, down = self.mean_from_first(np.maximum(d, 0), 1 / 14), self.mean_from_first(np.maximum(-d, 0), 1 / 14)
        o["rsi"] = np.full_like(c, np.nan)
        with np.errstate(invalid="ignore"):
            o["rsi"][1:] = 100 * up / (up + down)
        o["rsi"][:14] = np.nan
        dv = np.cumsum(np.vstack([nothing, c * v]), axis=0)
        o["adv"] = np.full_like(c, np.nan)
        o["adv"][19:] = (dv[20:] - dv[:-20]) / 20
        return o

    def rank_day(self, day):
        r = np.full(day.shape, np.nan)
        known = ~np.isnan(day)
        x = day[known]
        if x.size == 0:
            return r
        order = np.argsort(x, kind="quicksort")
        ascending = x[order]
        first = np.r_[True, ascending[1:] != ascending[:-1]]
        group = np.cumsum(first)
        edge = np.r_[np.nonzero(first)[0], x.size]
        rank = np.empty(x.size)
        rank[order] = 0.5 * (edge[group] + edge[group - 1] + 1) / x.size
        r[known] = rank
        return r

    def rank(self, x):
        return np.stack([self.rank_day(day) for day in x])

    def newest(self, o):
        return {name: x[-1:] for name, x in o.items()}

    def values(self, x):
        return x


def print_columns(peer, o):
    """A rank's mean says nothing: it is weighed by the number of the symbol, from 1."""
    sums = 0.0
    for name, x in o.items():
        weight = np.arange(1, x.shape[1] + 1) / x.shape[1] if name.startswith("k_") else 1.0
        known = ~np.isnan(x)
        mean = float((np.where(known, x, 0.0) * weight).sum() / known.sum())
        sums += np.log10(abs(mean))
        emit(peer=peer, column=name, count=int(known.sum()), mean=mean)
    emit(peer=peer, metric="check", value=sums, unit="")


def main():
    peer, data, symbols, days = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    library = {"pandas": Pandas, "numpy": Numpy}[peer]()

    def load(name):
        column = np.fromfile(f"{data}/{name}.f64", count=symbols * days)
        return library.take(np.ascontiguousarray(column.reshape(symbols, days).T))

    c, v = load("close"), load("volume")
    emit(peer=peer, version=library.version)
    library.indicators(c[-400:], v[-400:])

    start = time.perf_counter()
    o = library.indicators(c, v)
    half = time.perf_counter()
    o.update({"k_" + name: library.rank(o[name]) for name in RANKED})
    end = time.perf_counter()
    emit(peer=peer, metric="full history", value=(end - start) * 1e3, unit="ms")
    emit(peer=peer, metric="indicators", value=(half - start) * 1e3, unit="ms")
    emit(peer=peer, metric="ranks", value=(end - half) * 1e3, unit="ms")
    emit(peer=peer, metric="peak memory", value=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, unit="MiB")
    emit(peer=peer, metric="rank of a value", unit="ns",
         value=(end - half) * 1e9 / sum(int((~np.isnan(library.values(o[name]))).sum()) for name in RANKED))
    print_columns(peer, {name: library.values(x) for name, x in o.items()})
    del o

    c, v = c[-NEWEST:].copy(), v[-NEWEST:].copy()
    start = time.perf_counter()
    o = library.newest(library.indicators(c, v))
    o.update({"k_" + name: library.rank(o[name]) for name in RANKED})
    emit(peer=peer, metric="newest day", value=(time.perf_counter() - start) * 1e3, unit="ms")


main()
