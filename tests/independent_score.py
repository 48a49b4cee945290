#!/usr/bin/env python3
"""SCORING.md §1–5 a second time, from the page alone: another language, plain lists, dense linear algebra.

usage: independent_score.py CLI BARS_DIR|sample REVENUE.csv EVENTS.json|- DATE…

Imports the files with penstock-cli into a fresh data folder and compares `score --as-of DATE` and `explain` with what is computed here, to 1e-9.
Nothing is shared with the C code but the input files. "sample" takes the sample market's bars and the simulated quarters it has stored.
Exit code 77 (skipped): no such folder.
"""
import contextlib
import csv
import datetime as dt
import json
import math
import os
import sqlite3
import subprocess
import sys
import tempfile
from itertools import product

TOLERANCE = 1e-9
NOISE = 1e-12  # a benefit that is exactly 0 is a few 1e-18 after the dense inverse; its spread is no spread
ALPHA = 0.6
NAN = float("nan")
STRENGTH = {"low": 0.2, "mid": 0.5, "high": 0.8}
CONFIDENCE = {"sure": 1.0, "likely": 0.8, "check": 0.5}
LINK_STATUS = {"established": 1.0, "rumoured": 0.3}
CREDIBILITY = {"confirmed": 1.0, "reported": 0.7, "rumour": 0.3}
HALF_LIFE = {"confirmed": 45.0, "reported": 21.0, "rumour": 7.0}
EXACT = {"same_month_rank", "same_month_years"}


def known(x):
    return x is not None and not math.isnan(x)


def mean(values):
    return math.fsum(values) / len(values)


def mean_known(values):
    values = [v for v in values if known(v)]
    return mean(values) if values else NAN


def sample_sd(values):
    middle = mean(values)
    return math.sqrt(math.fsum((v - middle) ** 2 for v in values) / (len(values) - 1))


def clip(x):
    return max(-3.0, min(3.0, x)) if known(x) else NAN


def z_scores(values):
    present = [v for v in values if known(v)]
    if len(present) < 5:
        return [NAN] * len(values)
    middle = mean(present)
    spread = math.sqrt(mean([(v - middle) ** 2 for v in present]))
    return [NAN if not known(v) else 0.0 if spread == 0 else clip((v - middle) / spread) for v in values]


# ---- inputs ----

def read_bars(folder):
    series = {}
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".csv"):
            continue
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            rows = [(dt.date.fromisoformat(row["Date"][:10]), float(row.get("Adj Close") or row["Close"]))
                    for row in csv.DictReader(file) if row["Close"]]
        series[name[:-4]] = sorted(rows)
    return series


def read_revenue(path):
    figures = {}
    with open(path, encoding="utf-8") as file:
        for row in csv.DictReader(file):
            year, month = row["period"].split("-")
            figures.setdefault(row["symbol"], []).append(
                (int(year) * 12 + int(month) - 1, float(row["value"]), dt.date.fromisoformat(row["published_at"][:10])))
    return figures


def read_quarters(path):
    figures = {}
    with open(path, encoding="utf-8") as file:
        for row in csv.DictReader(file):
            year, quarter = row["period"].split("Q")
            figures.setdefault(row["symbol"], []).append(
                (int(year) * 4 + int(quarter) - 1, float(row["value"]), dt.date.fromisoformat(row["published_at"][:10])))
    return figures


def read_events(path):
    if path == "-":
        return []
    with open(path, encoding="utf-8") as file:
        return json.load(file)


# ---- verified series ----

def verified(bars, until):
    """Good bars up to the day, and whether the series is verified on it."""
    bars = [b for b in bars if b[0] <= until and math.isfinite(b[1]) and b[1] > 0]
    good, i = [], 0
    while i < len(bars):
        if good and not 1 / 1.8 <= bars[i][1] / good[-1][1] <= 1.8:
            back = [j for j in range(i + 1, min(i + 11, len(bars))) if 1 / 1.8 <= bars[j][1] / good[-1][1] <= 1.8]
            if not back:
                return good, False
            i = back[0]
        good.append(bars[i])
        i += 1
    return good, True


# ---- §1 ----

def price_inputs(bars, until):
    empty = dict.fromkeys(("ret_1m", "mom_6_1", "mom_12_1", "vol_63", "ram_6_1", "ram_12_1", "high_52w"), NAN)
    good, fine = verified(bars, until)
    if not good or not fine or (until - good[-1][0]).days > 7:
        return empty
    p = [close for _, close in good]
    n = len(p)
    out = dict(empty)
    if n >= 22:
        out["ret_1m"] = p[-1] / p[-22] - 1
    if n >= 127:
        out["mom_6_1"] = p[-22] / p[-127] - 1
    if n >= 253:
        out["mom_12_1"] = p[-22] / p[-253] - 1
    if n >= 64:
        out["vol_63"] = sample_sd([math.log(p[k] / p[k - 1]) for k in range(n - 63, n)]) * math.sqrt(252)
        if out["vol_63"] != 0:
            out["ram_6_1"] = out["mom_6_1"] / out["vol_63"]
            out["ram_12_1"] = out["mom_12_1"] / out["vol_63"]
    if n >= 252:
        out["high_52w"] = p[-1] / max(p[-252:])
    return out


# ---- §2 ----

def revenue_inputs(figures, until, k=12):
    """k periods a year: 12 months, or 4 quarters, whose yoy_3m is their yoy."""
    span, back = (3, 24) if k == 12 else (1, 8)
    out = dict.fromkeys(("yoy", "yoy_3m", "accel", "sue", "same_month_rank", "same_month_years", "fresh"), NAN)
    latest = {}
    for period, value, published in figures:
        if published <= until and (period not in latest or published >= latest[period][1]):
            latest[period] = (value, published)
    if not latest:
        return out
    r = {period: value for period, (value, _) in latest.items()}
    m = max(r)

    def three(period):
        now = [r.get(period - i) for i in range(span)]
        then = [r.get(period - k - i) for i in range(span)]
        if None in now or None in then or math.fsum(then) <= 0:
            return NAN
        return math.fsum(now) / math.fsum(then) - 1

    def difference(period):
        return r[period] - r[period - k] if period in r and period - k in r else None

    if r.get(m - k, 0) > 0:
        out["yoy"] = r[m] / r[m - k] - 1
    out["yoy_3m"] = three(m)
    out["accel"] = three(m) - three(m - span)
    before = [d for d in (difference(m - i) for i in range(1, back + 1)) if d is not None]
    if difference(m) is not None and len(before) >= back // 2 and sample_sd(before) > 0:
        out["sue"] = (difference(m) - mean(before)) / sample_sd(before)
    same = [value for period, value in r.items() if period % k == m % k]
    out["same_month_rank"] = 1 + sum(value > r[m] for value in same)
    out["same_month_years"] = len(same)
    out["fresh"] = 2 ** (-(until - latest[m][1]).days / 45)
    return out


# ---- §3 ----

def event_inputs(company, events, until):
    total, count = 0.0, 0
    for event in events:
        relevance = event["companies"].get(company)
        past = [entry for entry in event["status_history"] if dt.date.fromisoformat(entry[0][:10]) <= until]
        if relevance is None or not past:
            continue
        day, status = max(past, key=lambda entry: entry[0])[:2]
        age = (until - dt.date.fromisoformat(day[:10])).days
        if status not in CREDIBILITY or age > 5 * HALF_LIFE[status]:
            continue
        count += 1
        total += event.get("direction", 0) * CREDIBILITY[status] * relevance * 2 ** (-age / HALF_LIFE[status])
    return {"event_raw": total if count else NAN, "event_z": 3 * math.tanh(total) if count else NAN}


# ---- §5: the chain as a dense matrix ----

def chain_matrix(chain):
    nodes = [c["id"] for c in chain["companies"]] + [p["id"] for p in chain["private_entities"]]
    index = {name: i for i, name in enumerate(nodes)}
    n = len(nodes)
    x = {s["id"]: [0.0] * n for s in chain["segments"]}
    for c in chain["companies"]:
        for e in c["segments"]:
            x[e["segment"]][index[c["id"]]] = e["weight"]
    for p in chain["private_entities"]:
        x[p["segment"]][index[p["id"]]] = 1.0
    explicit = [[0.0] * n for _ in range(n)]
    implied = [[0.0] * n for _ in range(n)]
    for link in chain["links"]:
        if link["kind"] != "supply":
            continue
        v = STRENGTH[link["strength"]] * CONFIDENCE[link["confidence"]] * LINK_STATUS[link["status"]]
        a, b = link["from"], link["to"]
        from_segment, to_segment = a.startswith("seg:"), b.startswith("seg:")
        suppliers = [(i, x[a[4:]][i]) for i in range(n) if x[a[4:]][i] > 0] if from_segment else [(index[a], 1.0)]
        target = implied if from_segment else explicit
        for i, weight in suppliers:
            if to_segment:
                members = [(j, x[b[4:]][j]) for j in range(n) if j != i and x[b[4:]][j] > 0]
                total = math.fsum(w for _, w in members)
                for j, w in members:
                    target[i][j] += weight * v * w / total
            elif index[b] != i:
                target[i][index[b]] += weight * v
    w = []
    for e_row, s_row in zip(explicit, implied):
        e_sum, s_sum = math.fsum(e_row), math.fsum(s_row)
        e_row = [e / e_sum for e in e_row] if e_sum > 1 else e_row
        s_row = [s / s_sum for s in s_row] if s_sum > 1 else s_row
        rest = 1 - math.fsum(e_row)
        w.append([e + rest * s for e, s in zip(e_row, s_row)])
    return nodes, w


def inverse(matrix):
    """Gauss–Jordan with partial pivoting."""
    n = len(matrix)
    rows = [list(row) + [1.0 if i == j else 0.0 for j in range(n)] for i, row in enumerate(matrix)]
    for k in range(n):
        pivot = max(range(k, n), key=lambda i: abs(rows[i][k]))
        rows[k], rows[pivot] = rows[pivot], rows[k]
        scale = rows[k][k]
        rows[k] = [v / scale for v in rows[k]]
        for i in range(n):
            factor = rows[i][k]
            if i != k and factor != 0:
                rows[i] = [v - factor * u for v, u in zip(rows[i], rows[k])]
    return [row[n:] for row in rows]


class Model:
    def __init__(self, chain, bars, revenue, events, quarters=None):
        self.chain, self.bars, self.revenue, self.events, self.quarters = chain, bars, revenue, events, quarters or {}
        self.nodes, self.w = chain_matrix(chain)
        self.symbol = {c["id"]: c["ticker"] for c in chain["companies"]}
        n = len(self.nodes)
        leontief = inverse([[(1.0 if i == j else 0.0) - ALPHA * self.w[i][j] for j in range(n)] for i in range(n)])
        # b = (I − αW)⁻¹·αW·own = ((I − αW)⁻¹ − I)·own
        self.reach = [[leontief[i][j] - (1.0 if i == j else 0.0) for j in range(n)] for i in range(n)]
        self.cache = {}

    def own_and_benefit(self, day):
        """Per node: every column up to benefit."""
        if day in self.cache:
            return self.cache[day]
        rows = []
        for node in self.nodes:
            symbol = self.symbol.get(node)
            filed, k = (self.quarters[symbol], 4) if symbol in self.quarters else (self.revenue.get(symbol, []), 12)
            row = {**price_inputs(self.bars.get(symbol, []), day), **revenue_inputs(filed, day, k), **event_inputs(node, self.events, day)}
            rows.append(row)

        def z(name):
            return z_scores([row[name] for row in rows])

        for name, parts in (("price_z", ("ram_6_1", "ram_12_1", "high_52w")), ("revenue_z", ("yoy_3m", "accel", "sue"))):
            z_parts = [z(part) for part in parts]
            for row, value in zip(rows, z_scores([mean_known(v) for v in zip(*z_parts)])):
                row[name] = value * row["fresh"] if name == "revenue_z" else value
        for row in rows:
            have = [(w, row[name]) for name, w in (("price_z", 0.4), ("revenue_z", 0.4), ("event_z", 0.2)) if known(row[name])]
            row["coverage"] = math.fsum(w for w, _ in have) if have else NAN
            row["own"] = math.fsum(w * v for w, v in have) / row["coverage"] if have else NAN
        own = [row["own"] if known(row["own"]) else 0.0 for row in rows]
        somebody = any(known(row["own"]) for row in rows)
        for row, reach in zip(rows, self.reach):
            row["benefit"] = math.fsum(a * b for a, b in zip(reach, own)) if somebody else NAN
        self.cache[day] = rows
        return rows

    def scores(self, day):
        rows = [dict(row) for row in self.own_and_benefit(day)]
        listed = [node in self.symbol for node in self.nodes]
        linked = [listed[i] and any(self.w[i]) for i in range(len(rows))]
        for row, value in zip(rows, z_scores([row["benefit"] if ok else NAN for row, ok in zip(rows, linked)])):
            row["benefit_z"] = value
        returns = z_scores([row["ret_1m"] for row in rows])
        pairs = [(i, returns[i], row["benefit_z"]) for i, row in enumerate(rows) if known(returns[i]) and known(row["benefit_z"])]
        residual = [NAN] * len(rows)
        if len(pairs) >= 5:
            mx, my = mean([p[1] for p in pairs]), mean([p[2] for p in pairs])
            sxx = math.fsum((p[1] - mx) ** 2 for p in pairs)
            slope = math.fsum((p[1] - mx) * (p[2] - my) for p in pairs) / sxx if sxx > 0 else 0.0
            for i, u, v in pairs:
                residual[i] = v - my - slope * (u - mx)
        for row, value in zip(rows, z_scores(residual)):
            row["gap"] = value
        heads = [mean_known([row["own"], row["benefit_z"]]) if ok and known(row["own"]) else NAN for row, ok in zip(rows, listed)]
        pool = [h for h in heads if known(h)]
        for row, head in zip(rows, heads):
            row["score"] = NAN
            if known(head) and (known(row["price_z"]) or known(row["revenue_z"])):
                row["score"] = (sum(h < head for h in pool) + 0.5 * sum(h == head for h in pool)) / len(pool) * 100
        for row in rows:
            parts = [clip(row["yoy_3m"] / 0.20), clip(row["accel"] / 0.10), clip(row["sue"])]
            row["validation"] = row["fresh"] * mean_known(parts)
            row["narrative"] = mean_known([clip(row["ram_6_1"]), clip(row["ram_12_1"]), row["event_z"]])
        self.benefit_rel(day, rows)
        return rows

    def benefit_rel(self, day, rows):
        for i, (node, row) in enumerate(zip(self.nodes, rows)):
            row["benefit_rel"] = NAN
            good, _ = verified(self.bars.get(self.symbol.get(node), []), day)
            days = [d for d, _ in good][-252:]
            values = [v for v in (self.own_and_benefit(d)[i]["benefit"] for d in days) if known(v)]
            if days and len(values) >= 126 and known(row["benefit"]) and sample_sd(values) > NOISE:
                row["benefit_rel"] = (row["benefit"] - mean(values)) / sample_sd(values)


def compare(day, rows, nodes, answer):
    worst, faults, counted = 0.0, [], 0
    by_id = {c["id"]: c for c in answer["companies"]}
    for (node, row), column in product(zip(nodes, rows), list(rows[0])):
        ours, theirs = row[column], by_id[node][column]
        if not known(ours) or theirs is None:
            if known(ours) or theirs is not None:
                faults.append(f"{day} {node} {column}: {theirs} in penstock-cli, {ours} here")
            continue
        counted += 1
        error = abs(ours - theirs)
        worst = max(worst, error)
        if error > (0 if column in EXACT else TOLERANCE):
            faults.append(f"{day} {node} {column}: {theirs!r} in penstock-cli, {ours!r} here")
    return worst, faults, counted


def runner(cli, data, *always):
    def run(*words):
        return subprocess.run([cli, "--data-dir", data, *always, *words], check=True, capture_output=True, text=True).stdout

    return run


def export_sample(cli, chain, folder, quarters):
    """The sample market's bars as files, one a listing of the first tier, and its simulated revenue as one file."""
    with tempfile.TemporaryDirectory() as data:
        run = runner(cli, data, "--sample")
        run("fetch")
        for company in chain["companies"]:
            if company["tier"] == 1:
                run("series", company["id"], "--export", os.path.join(folder, company["ticker"] + ".csv"))
        with contextlib.closing(sqlite3.connect(os.path.join(data, "penstock.db"))) as store, open(quarters, "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["symbol", "period", "value", "currency", "published_at"])
            for symbol, period, value, currency, published in store.execute(
                    "SELECT symbol, period, value, currency, published_at FROM revenue WHERE source = 'simulated' AND periods_per_year = 4"):
                day = dt.datetime.fromtimestamp(published, dt.timezone.utc).date()
                writer.writerow([symbol, f"{period // 4}Q{period % 4 + 1}", repr(value), currency, day.isoformat()])


def main():
    cli, bars_dir, revenue, events, *days = sys.argv[1:]
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, "..", "data", "chains", "ai-infrastructure.json"), encoding="utf-8") as file:
        chain = json.load(file)
    with tempfile.TemporaryDirectory() as data, tempfile.TemporaryDirectory() as exported:
        run = runner(cli, data)
        quarters = None
        if bars_dir == "sample":
            bars_dir = exported
            quarters = os.path.join(data, "quarters.csv")
            export_sample(cli, chain, exported, quarters)
        if not os.path.isdir(bars_dir):
            print(f"# {bars_dir} is not at hand")
            sys.exit(77)

        run("import", "bars", *[os.path.join(bars_dir, f) for f in sorted(os.listdir(bars_dir)) if f.endswith(".csv")])
        run("import", "revenue", revenue)
        if quarters:
            run("import", "revenue", quarters)
        if events != "-":
            run("import", "events", events)
        model = Model(chain, read_bars(bars_dir), read_revenue(revenue), read_events(events), read_quarters(quarters) if quarters else None)
        faults = []
        for text in days:
            rows = model.scores(dt.date.fromisoformat(text))
            worst, found, counted = compare(text, rows, model.nodes, json.loads(run("score", "--as-of", text)))
            faults += found
            scored = sum(known(row["score"]) for row in rows)
            print(f"# {text}: {counted} values compared, {scored} companies scored, largest difference {worst:.3g}")
            if counted < 500 or scored < 20:
                faults.append(f"{text}: too little to compare")
            for node in ("wistron", "tsmc", "nvda"):
                answer = json.loads(run("explain", node, "--as-of", text))
                total = math.fsum(s["contribution"] for s in answer["sources"])
                if answer["benefit"] is None or abs(total - answer["benefit"]) > TOLERANCE:
                    faults.append(f"{text} {node}: contributions sum to {total!r}, benefit is {answer['benefit']!r}")
                i = model.nodes.index(node)
                for source in answer["sources"]:
                    j = model.nodes.index(source["id"])
                    expected = model.reach[i][j] * rows[j]["own"]
                    if abs(source["contribution"] - expected) > TOLERANCE:
                        faults.append(f"{text} {node} from {source['id']}: {source['contribution']!r}, {expected!r} here")
        print("\n".join(faults[:40]))
        sys.exit(1 if faults else 0)


main()
