#!/usr/bin/env python3
"""SCORING.md §6 a second time: values of segments and layers, phases with hysteresis walked day by day, resonance.

usage: independent_segments.py CLI BARS_DIR REVENUE.csv EVENTS.json|- more|as-filed DATE…

Imports the files with penstock-cli into a fresh data folder and compares `segments --as-of DATE` with what is computed here, to 1e-9. "more" invents
filings for every second listing that has bars (same seed each time), as three real filers leave every layer undetermined. Exit code 77: no such folder.
"""
import bisect
import csv
import datetime as dt
import json
import math
import os
import random
import sys
import tempfile

TOLERANCE = 1e-9
HERE = os.path.dirname(os.path.abspath(__file__))
H = 0.1
UP, DOWN = 1, -1


def load_scores():
    """independent_score.py without its main()."""
    with open(os.path.join(HERE, "independent_score.py"), encoding="utf-8") as file:
        text = file.read().rsplit("\nmain()", 1)[0]
    module = type(sys)("scores")
    module.__file__ = os.path.join(HERE, "independent_score.py")
    exec(compile(text, module.__file__, "exec"), module.__dict__)
    return module


S = load_scores()


def invent_revenue(bars, known, folder):
    """Ninety months of made-up sales of every second listing that files none."""
    rows = []
    for symbol in [s for s in sorted(bars) if s not in known][::2]:
        rng = random.Random(symbol)
        level, trend = 1e9, 0.0
        last = bars[symbol][-1][0]
        for back in range(90, -1, -1):
            month = last.year * 12 + last.month - 1 - back
            trend = 0.9 * trend + rng.gauss(0, 0.02)
            level *= math.exp(trend + rng.gauss(0, 0.03))
            year, number = divmod(month + 1, 12)
            rows.append((symbol, f"{month // 12}-{month % 12 + 1:02}", round(level), "USD", f"{year}-{number + 1:02}-{rng.randint(5, 25):02}"))
    path = os.path.join(folder, "more.csv")
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["symbol", "period", "value", "currency", "published_at"])
        writer.writerows(rows)
    return path


class PriceInputs:
    """price_inputs() of a verified prefix, so that ten years of days take seconds: only what narrative needs."""

    def __init__(self, bars):
        self.bars = bars
        self.days = [day for day, _ in bars]
        self.cache = {}
        good, fine = S.verified(bars, bars[-1][0])
        self.clean = fine and good == bars

    def on(self, day):
        n = bisect.bisect_right(self.days, day)
        if n == 0 or (day - self.days[n - 1]).days > 7:
            return S.NAN, S.NAN
        if n not in self.cache:
            part = self.bars[:n]
            good, fine = (part, True) if self.clean else S.verified(part, day)
            if not fine or not good or len(good) < 127:
                self.cache[n] = (S.NAN, S.NAN, good[-1][0] if good else None, fine)
            else:
                values = S.price_inputs(part[-400:] if len(good) == n else part, self.days[n - 1])
                self.cache[n] = (values["ram_6_1"], values["ram_12_1"], good[-1][0], fine)
        half, year, last, fine = self.cache[n]
        return (half, year) if fine and last is not None and (day - last).days <= 7 else (S.NAN, S.NAN)


def validation(figures, day, cache):
    known = tuple(f for f in figures if f[2] <= day)
    key = len(known)
    if not known:
        return S.NAN, S.NAN
    if key not in cache:
        cache[key] = S.revenue_inputs(known, day), day
    values, then = cache[key]
    fresh = values["fresh"] * 2 ** (-(day - then).days / 45)
    parts = [S.clip(values["yoy_3m"] / 0.20), S.clip(values["accel"] / 0.10), S.clip(values["sue"])]
    return fresh * S.mean_known(parts), values["yoy_3m"]


def groups_of(chain, nodes):
    """Exposures by group, consolidated children left out where the parent is a member."""
    layer_of = {s["id"]: s["layer"] for s in chain["segments"]}
    exposures = {c["id"]: {e["segment"]: e["weight"] for e in c["segments"]} for c in chain["companies"]}
    exposures.update({p["id"]: {p["segment"]: 1.0} for p in chain["private_entities"]})
    groups = {}
    for node in nodes:
        for segment, weight in exposures[node].items():
            groups.setdefault(("segments", segment), {})[node] = weight
            layer = groups.setdefault(("layers", layer_of[segment]), {})
            layer[node] = layer.get(node, 0) + weight
    for (kind, _), members in groups.items():
        if kind == "layers":
            for node in members:
                members[node] = min(1.0, members[node])
        for link in chain["ownership"]:
            if link.get("consolidated") and link["parent"] in members:
                members.setdefault("out", set()).add(link["child"])
        for child in members.pop("out", ()):
            members.pop(child, None)
    return groups


def weighted(members, values):
    have = [(w, values[n]) for n, w in members.items() if S.known(values[n])]
    return (math.fsum(w * x for w, x in have) / math.fsum(w for w, _ in have) if have else S.NAN), len(have)


def above(x, border, side):
    """Above the border, coming from a side of it (0: from none). An unknown x crosses nothing."""
    if not S.known(x):
        return side == UP
    return x > border + H if side == DOWN else x >= border - H if side == UP else x > border


def next_phase(before, n, v, change, count):
    if count < 3 or not S.known(n) or not S.known(v):
        return "undetermined"
    ahead = {"undetermined": 0, "running_ahead": UP}.get(before, DOWN)
    if above(n, 1.0, ahead) and above(-change, 0.25, ahead):
        return "running_ahead"
    if above(v, 0.0, {"dormant": DOWN, "narrative": DOWN, "validation": UP, "accelerated_validation": UP}.get(before, 0)):
        rising = {"validation": DOWN, "running_ahead": DOWN, "accelerated_validation": UP}.get(before, 0)
        return "accelerated_validation" if above(change, 0.0, rising) else "validation"
    return "narrative" if above(n, 0.0, {"dormant": DOWN, "narrative": UP, "running_ahead": UP}.get(before, 0)) else "dormant"


class Past:
    """Every trading day of any listing, and what the groups were on it."""

    def __init__(self, chain, model):
        self.model = model
        self.nodes = model.nodes
        self.groups = groups_of(chain, model.nodes)
        self.layers = [layer["id"] for layer in chain["layers"]]
        self.prices = {node: PriceInputs(model.bars[s]) for node, s in model.symbol.items() if s in model.bars}
        self.filed = {node: model.revenue.get(s, []) for node, s in model.symbol.items()}
        self.cache = {node: {} for node in self.nodes}
        self.days, self.rows = [], []

    def trading_days(self, until):
        days = set()
        for node in self.prices:
            bars = self.prices[node].bars
            for k, (day, _) in enumerate(bars):
                if day <= until:
                    if self.prices[node].clean:
                        days.add(day)
                        continue
                    good, fine = S.verified(bars[:k + 1], day)
                    if fine and good and good[-1][0] == day:
                        days.add(day)
        return sorted(days)

    def values(self, day):
        narrative, validated, growth = {}, {}, {}
        for node in self.nodes:
            half, year = self.prices[node].on(day) if node in self.prices else (S.NAN, S.NAN)
            event = S.event_inputs(node, self.model.events, day)["event_z"]
            narrative[node] = S.mean_known([S.clip(half), S.clip(year), event])
            validated[node], growth[node] = validation(self.filed.get(node, []), day, self.cache[node])
        out = {}
        for group, members in self.groups.items():
            v, count = weighted(members, validated)
            n, _ = weighted(members, narrative)
            breadth, _ = weighted(members, {node: float(g > 0) if S.known(g) else S.NAN for node, g in growth.items()})
            out[group] = {"validation": v, "narrative": n, "breadth": breadth, "members": len(members), "members_with_validation": count}
        return out

    def at(self, day, group, name):
        k = bisect.bisect_right(self.days, day) - 1
        return self.rows[k][group][name] if k >= 0 else S.NAN

    def walk(self, day):
        row = self.values(day)
        for group, value in row.items():
            before = self.rows[-1][group] if self.rows else {"phase": "undetermined", "since": None}
            value["change"] = value["validation"] - self.at(day - dt.timedelta(days=91), group, "validation")
            value["phase"] = next_phase(before["phase"], value["narrative"], value["validation"], value["change"], value["members_with_validation"])
            value["since"] = None
            if value["phase"] != "undetermined":
                value["since"] = before["since"] if before["phase"] == value["phase"] else day.isoformat()
        return row

    def resonance(self, day, row):
        layers = [row["layers", layer] for layer in self.layers]
        if any(layer["phase"] == "undetermined" for layer in layers):
            return None, None
        levels = [layer["validation"] for layer in layers]
        month = [self.at(day - dt.timedelta(days=28), ("layers", layer), "validation") for layer in self.layers]
        product = math.exp(math.fsum(math.log(0.5 * math.erfc(-v / math.sqrt(2))) for v in levels) / len(levels))
        return 100 * product, all(v > 0 and v > then for v, then in zip(levels, month))


def check(path, ours, theirs, faults):
    if isinstance(ours, float) and not isinstance(theirs, (str, bool)):
        if S.known(ours) != (theirs is not None) or (S.known(ours) and abs(ours - theirs) > TOLERANCE):
            faults.append(f"{path}: {theirs!r} in penstock-cli, {ours!r} here")
    elif ours != theirs:
        faults.append(f"{path}: {theirs!r} in penstock-cli, {ours!r} here")


def compare(day, past, row, scores, answer, faults):
    counted = 0
    for kind in ("layers", "segments"):
        for theirs in answer[kind]:
            ours = dict(row[kind, theirs["id"]])
            for name in ("own", "benefit_z", "price_z", "revenue_z", "gap"):
                ours[name], _ = weighted(past.groups[kind, theirs["id"]], {n: r[name] for n, r in zip(past.nodes, scores)})
            for name, value in ours.items():
                check(f"{day} {theirs['id']} {name}", value, theirs[name], faults)
                counted += 1
    resonance, triple = past.resonance(day, row)
    check(f"{day} resonance", resonance, answer["resonance"], faults) if resonance is None else \
        check(f"{day} resonance", float(resonance), answer["resonance"], faults)
    check(f"{day} triple_resonance", triple, answer["triple_resonance"], faults)
    return counted, resonance


def main():
    cli, bars_dir, revenue, events, more, *days = sys.argv[1:]
    if not os.path.isdir(bars_dir):
        print(f"# {bars_dir} is not at hand")
        sys.exit(77)
    with open(os.path.join(HERE, "..", "data", "chains", "ai-infrastructure.json"), encoding="utf-8") as file:
        chain = json.load(file)
    days = sorted(dt.date.fromisoformat(day) for day in days)
    faults, phases = [], set()
    with tempfile.TemporaryDirectory() as data:
        run = S.runner(cli, data)
        run("import", "bars", *[os.path.join(bars_dir, f) for f in sorted(os.listdir(bars_dir)) if f.endswith(".csv")])
        run("import", "revenue", revenue)
        bars, filed = S.read_bars(bars_dir), S.read_revenue(revenue)
        if more == "more":
            path = invent_revenue({s: b for s, b in bars.items() if s in {c["ticker"] for c in chain["companies"]}}, filed, data)
            run("import", "revenue", path)
            filed.update(S.read_revenue(path))
        if events != "-":
            run("import", "events", events)
        model = S.Model(chain, bars, filed, S.read_events(events))
        past = Past(chain, model)
        trading = past.trading_days(days[-1])
        for day in sorted(set(trading) | set(days)):
            row = past.walk(day)
            phases.update(value["phase"] for value in row.values())
            if day in days:
                answer = json.loads(run("segments", "--as-of", day.isoformat()))
                counted, resonance = compare(day, past, row, model.scores(day), answer, faults)
                print(f"# {day}: {counted} values compared, resonance {resonance}, {len(past.days)} days walked")
            if day in trading:
                past.days.append(day)
                past.rows.append(row)
    print("# phases met:", ", ".join(sorted(phases)))
    print("\n".join(faults[:40]))
    sys.exit(1 if faults else 0)


main()
