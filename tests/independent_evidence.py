#!/usr/bin/env python3
"""SCORING.md §7 a second time, from the page alone: numpy, dense linear algebra, nothing shared with the C code but the input files.

usage: independent_evidence.py CLI BARS_DIR REVENUE.csv CHAIN.json [FROM TO]

Imports the files with penstock-cli into a fresh data folder and compares `evidence --placebo` with what is computed here from the CSV files: every number of
price_z, own, benefit_z and gap to 1e-9 (revenue_z too is checked to be missing: fewer than five companies of these files have revenue), and some of
the shuffled graphs. Exit code 77 (skipped): no such folder, or no numpy.
"""
import csv
import datetime as dt
import json
import math
import os
import subprocess
import sys
import tempfile

try:
    import numpy as np
except ImportError:
    if sys.executable == "/usr/bin/python3" or not os.path.exists("/usr/bin/python3"):
        sys.exit(77)
    os.execv("/usr/bin/python3", ["/usr/bin/python3", *sys.argv])  # the distribution's has it where a user's own has not

TOLERANCE = 1e-9
NEAR_TIES = 1e-5
NOISE = 1e-13
ALPHA = 0.6
HORIZONS = (5, 21, 63)
SEED = int.from_bytes(b"PENSTOCK", "big")
GRAPHS_TRIED = 6  # of the 200: each is a table of its own
STRENGTH = {"low": 0.2, "mid": 0.5, "high": 0.8}
CONFIDENCE = {"sure": 1.0, "likely": 0.8, "check": 0.5}
LINK_STATUS = {"established": 1.0, "rumoured": 0.3}
NAN = float("nan")


# ---- prices ----

def read_bars(path):
    with open(path, encoding="utf-8") as file:
        rows = [(dt.date.fromisoformat(row["Date"][:10]).toordinal(), float(row.get("Adj Close") or row["Close"]))
                for row in csv.DictReader(file) if row["Close"]]
    return sorted(row for row in rows if math.isfinite(row[1]) and row[1] > 0)


def is_level(a, b):
    return a / b <= 1.8 and b / a <= 1.8


def verified(bars):
    """Good bars of a series that ends with the last of @bars, and whether it is verified there."""
    good, i = [], 0
    while i < len(bars):
        if good and not is_level(bars[i][1], good[-1][1]):
            back = [j for j in range(i + 1, min(i + 11, len(bars))) if is_level(bars[j][1], good[-1][1])]
            if not back:
                return good, False
            i = back[0]
        good.append(bars[i])
        i += 1
    return good, True


class Listing:
    """What was known of a listing at the end of any day."""

    def __init__(self, bars):
        self.bars = bars
        self.days = [day for day, _ in bars]
        self.good, self.fine = verified(bars)
        self.steady = self.fine and len(self.good) == len(bars)
        self.good_day = np.array([day for day, _ in self.good])
        self.good_price = np.array([price for _, price in self.good])

    def at(self, day):
        """Verified prices known on the day and the day of the last; None if the listing is not in the cross-section."""
        n = int(np.searchsorted(self.days, day, side="right"))
        if self.steady:
            prices, last = self.good_price[:n], self.days[n - 1] if n else None
        else:
            good, fine = verified(self.bars[:n])
            if not fine:
                return None, None
            prices, last = np.array([p for _, p in good]), good[-1][0] if good else None
        return (prices, last) if last is not None and day - last <= 7 else (None, None)

    def forward(self, day, horizon):
        n = int(np.searchsorted(self.good_day, day, side="right"))
        if n == 0 or day - self.good_day[n - 1] > 7 or n + horizon >= len(self.good_day):
            return NAN
        return self.good_price[n + horizon] / self.good_price[n] - 1


def features(prices):
    """ret_1m, ram_6_1, ram_12_1, high_52w"""
    out, n = [NAN] * 4, len(prices)
    if n >= 22:
        out[0] = prices[-1] / prices[-22] - 1
    if n >= 64:
        vol = np.std(np.diff(np.log(prices[-64:])), ddof=1) * math.sqrt(252)
        if n >= 127 and vol > 0:
            out[1] = (prices[-22] / prices[-127] - 1) / vol
        if n >= 253 and vol > 0:
            out[2] = (prices[-22] / prices[-253] - 1) / vol
    if n >= 252:
        out[3] = prices[-1] / prices[-252:].max()
    return out


def z(x):
    known = ~np.isnan(x)
    if known.sum() < 5:
        return np.full(x.shape, NAN)
    spread = np.std(x[known])
    return np.where(known, np.clip((x - x[known].mean()) / spread, -3, 3) if spread > 0 else 0.0, NAN)


def price_z(rows):
    parts = np.array([z(rows[:, k]) for k in (1, 2, 3)])
    known = ~np.isnan(parts)
    count = known.sum(axis=0)
    total = np.where(known, parts, 0).sum(axis=0)
    return z(np.where(count > 0, total / np.maximum(count, 1), NAN))


# ---- the chain ----

def chain_matrix(chain, order=None):
    """W, dense. @order: whose customer each supply link has."""
    nodes = [c["id"] for c in chain["companies"]] + [p["id"] for p in chain["private_entities"]]
    index = {name: i for i, name in enumerate(nodes)}
    n = len(nodes)
    exposure = {s["id"]: np.zeros(n) for s in chain["segments"]}
    for company in chain["companies"]:
        for e in company["segments"]:
            exposure[e["segment"]][index[company["id"]]] = e["weight"]
    for private in chain["private_entities"]:
        exposure[private["segment"]][index[private["id"]]] = 1.0
    links = [link for link in chain["links"] if link["kind"] == "supply"]
    explicit, implied = np.zeros((n, n)), np.zeros((n, n))
    for k, link in enumerate(links):
        v = STRENGTH[link["strength"]] * CONFIDENCE[link["confidence"]] * LINK_STATUS[link["status"]]
        supplier, customer = link["from"], links[order[k] if order else k]["to"]
        from_segment = supplier.startswith("seg:")
        target = implied if from_segment else explicit
        weights = exposure[supplier[4:]] if from_segment else np.eye(n)[index[supplier]]
        for i in np.nonzero(weights)[0]:
            if customer.startswith("seg:"):
                share = exposure[customer[4:]].copy()
                share[i] = 0
                if share.sum() > 0:
                    target[i] += weights[i] * v * share / share.sum()
            elif index[customer] != i:
                target[i, index[customer]] += weights[i] * v
    explicit /= np.maximum(1, explicit.sum(axis=1))[:, None]
    implied /= np.maximum(1, implied.sum(axis=1))[:, None]
    return explicit + (1 - explicit.sum(axis=1))[:, None] * implied


def benefits(w, own):
    """b of many days (rows of @own). Companies with the same customers have the same b, not the same but for rounding."""
    n = len(w)
    reach = np.linalg.inv(np.eye(n) - ALPHA * w) - np.eye(n)
    b = np.where(np.isnan(own), 0, own) @ reach.T
    b[np.abs(b) < NOISE] = 0  # what is 0 is a few 1e-18 after the dense inverse
    b[np.isnan(own).all(axis=1)] = NAN
    first = {}
    for i in range(n):
        twin = first.setdefault(np.round(w[i], 12).tobytes(), i)
        b[:, i] = b[:, twin]
    return b


def benefit_and_gap(w, own, ret, listed):
    b = benefits(w, own)
    counts = listed & (w.sum(axis=1) > 0)
    benefit_z, gap = np.full(b.shape, NAN), np.full(b.shape, NAN)
    for t in range(len(b)):
        benefit_z[t] = z(np.where(counts, b[t], NAN))
        x, y = z(ret[t]), benefit_z[t]
        both = ~np.isnan(x) & ~np.isnan(y)
        if both.sum() >= 5:
            mx, my = x[both].mean(), y[both].mean()
            sxx = ((x[both] - mx) ** 2).sum()
            slope = ((x[both] - mx) * (y[both] - my)).sum() / sxx if sxx > 0 else 0
            gap[t] = z(np.where(both, y - my - slope * (x - mx), NAN))
    return benefit_z, gap


# ---- §7 ----

def ranks(x):
    _, inverse, count = np.unique(x, return_inverse=True, return_counts=True)
    end = np.cumsum(count)
    return (end - (count - 1) / 2)[inverse]


def rank_ic(x, y):
    both = ~np.isnan(x) & ~np.isnan(y)
    if both.sum() < 5:
        return NAN
    a, b = ranks(x[both]), ranks(y[both])
    a, b = a - a.mean(), b - b.mean()
    spread = math.sqrt((a * a).sum() * (b * b).sum())
    return (a * b).sum() / spread if spread > 0 else NAN


def newey_west(ic, horizon):
    n, d = len(ic), ic - ic.mean()
    gamma = [(d[k:] * d[:n - k]).sum() / n if k < n else 0.0 for k in range(horizon)]
    v = gamma[0] + 2 * sum((1 - k / horizon) * gamma[k] for k in range(1, horizon))
    return ic.mean() / math.sqrt(v / n) if v > 0 else NAN


def quantile_means(x, y, q):
    both = ~np.isnan(x) & ~np.isnan(y)
    which = np.floor((ranks(x[both]) - 0.5) * q / both.sum() + 1e-12).astype(int)
    return [y[both][which == k].mean() if (which == k).any() else NAN for k in range(q)]


def table_row(score, later, forward, horizon):
    ics = np.array([rank_ic(score[t], forward[t]) for t in range(len(forward))])
    days = ~np.isnan(ics)
    row = {"days": int(days.sum())}
    took_part = (~np.isnan(score[:len(forward)]) & ~np.isnan(forward))[days].any(axis=0)
    row["companies"] = int(took_part.sum())
    if row["days"] == 0:
        return row
    ic = ics[days]
    row["mean_ic"] = ic.mean()
    row["share_positive"] = (ic > 0).mean()
    if row["days"] > 1:
        row["sd_ic"] = ic.std(ddof=1)
        row["ir"] = row["mean_ic"] / row["sd_ic"]
        row["nw_t"] = newey_west(ic, horizon)
        row["p"] = math.erfc(abs(row["nw_t"]) / math.sqrt(2))
    q = 3 if row["companies"] < 25 else 5
    means = np.array([quantile_means(score[t], forward[t], q) for t in np.nonzero(days)[0]])
    row["quantile_returns"] = [float(m) for m in np.nanmean(means, axis=0)]
    row["top_minus_bottom"] = row["quantile_returns"][-1] - row["quantile_returns"][0]
    again = [rank_ic(score[t], later[t + horizon]) for t in range(len(forward)) if t + horizon < len(later)]
    again = [c for c in again if not math.isnan(c)]
    row["autocorrelation"] = sum(again) / len(again) if again else NAN
    return row


def holm(p):
    tried = sorted((v, i) for i, v in enumerate(p) if v is not None and not math.isnan(v))
    out, most = [NAN] * len(p), 0.0
    for place, (v, i) in enumerate(tried):
        most = max(most, min(1.0, (len(tried) - place) * v))
        out[i] = most
    return out


def shuffled(n, seed):
    order, state = list(range(n)), seed
    for i in range(n - 1, 0, -1):
        state = (state + 0x9E3779B97F4A7C15) & (2**64 - 1)
        v = state
        v = ((v ^ (v >> 30)) * 0xBF58476D1CE4E5B9) & (2**64 - 1)
        v = ((v ^ (v >> 27)) * 0x94D049BB133111EB) & (2**64 - 1)
        j = ((v ^ (v >> 31)) * (i + 1)) >> 64
        order[i], order[j] = order[j], order[i]
    return order


class Model:
    def __init__(self, chain, listings, first, last):
        nodes = chain["companies"] + chain["private_entities"]
        n = len(nodes)
        series = [listings.get(node.get("ticker")) for node in nodes]
        self.chain = chain
        self.listed = np.array([node.get("ticker") is not None for node in nodes])
        days = set()
        for listing in filter(None, series):
            days.update(day for day in listing.days if listing.steady or listing.at(day)[1] == day)
        days = sorted(days)
        start = next(k for k, day in enumerate(days) if day >= first)
        end = len([day for day in days if day <= last])
        rows = np.full((len(days) - start, n, 4), NAN)
        for t, day in enumerate(days[start:]):
            for i, listing in enumerate(series):
                prices, _ = listing.at(day) if listing else (None, None)
                if prices is not None:
                    rows[t, i] = features(prices)
        self.days = days[start:end]
        self.ret = rows[:, :, 0]
        self.price_z = np.array([price_z(row) for row in rows])
        self.forward = {h: np.array([[listing.forward(day, h) if listing else NAN for listing in series] for day in self.days]) for h in HORIZONS}

    def scores(self, order=None):
        """own is price_z here: nobody has events, and revenue too few for a z-score."""
        benefit_z, gap = benefit_and_gap(chain_matrix(self.chain, order), self.price_z, self.ret, self.listed)
        return {"price_z": self.price_z, "own": self.price_z, "benefit_z": benefit_z, "gap": gap}


def compare_row(faults, worst, name, theirs, mine):
    for key, value in mine.items():
        pairs = zip(theirs[key], value) if isinstance(value, list) else [(theirs[key], value)]
        if isinstance(value, list) and len(value) != len(theirs[key]):
            faults.append(f"{name} {key}: {len(theirs[key])} in penstock-cli, {len(value)} here")
        for a, b in pairs:
            if a is None or math.isnan(b):
                if a is not None or not math.isnan(b):
                    faults.append(f"{name} {key}: {a} in penstock-cli, {b} here")
                continue
            # Companies whose customers differ only by some without a signal have one benefit but for rounding: either order of them is right.
            near_ties = key == "autocorrelation" and name.startswith("benefit_z")
            allowed = 0 if isinstance(b, int) else NEAR_TIES if near_ties else TOLERANCE * max(1, abs(b))
            worst[0] = max(worst[0], 0 if near_ties else abs(a - b) / max(1, abs(b)))
            if abs(a - b) > allowed:
                faults.append(f"{name} {key}: {a!r} in penstock-cli, {b!r} here")


def compare_placebo(model, faults, rows):
    n_links = sum(link["kind"] == "supply" for link in model.chain["links"])
    for g in range(GRAPHS_TRIED):
        scores = model.scores(shuffled(n_links, SEED + g))
        for (score, horizon), row in rows.items():
            if score not in ("benefit_z", "gap") or "placebo" not in row:
                continue
            ics = [rank_ic(scores[score][t], model.forward[horizon][t]) for t in range(len(model.days))]
            mine = float(np.nanmean(ics))
            if min(abs(mine - theirs) for theirs in row["placebo"]) > TOLERANCE:
                faults.append(f"{score} {horizon}: no shuffled graph has the mean IC {mine} of number {g}")
    for (score, horizon), row in rows.items():
        if "placebo" in row and row["placebo_rank"] != sum(v < row["mean_ic"] for v in row["placebo"]) / 200:
            faults.append(f"{score} {horizon}: placebo rank {row['placebo_rank']} is not the share that is beaten")


def main():
    if len(sys.argv) not in (5, 7):
        sys.exit(__doc__)
    cli, folder, revenue, chain_path = sys.argv[1:5]
    if not os.path.isdir(folder):
        sys.exit(77)
    period = ["--from", sys.argv[5], "--to", sys.argv[6]] if len(sys.argv) == 7 else []
    files = sorted(os.path.join(folder, name) for name in os.listdir(folder) if name.endswith(".csv"))
    with open(chain_path, encoding="utf-8") as file:
        chain = json.load(file)
    with tempfile.TemporaryDirectory() as data:
        def run(*words):
            return subprocess.run([cli, "--data-dir", data, "--chain", chain_path, *words], check=True, capture_output=True, text=True).stdout

        run("import", "bars", *files)
        run("import", "revenue", revenue)
        answer = json.loads(run("evidence", "--placebo", *period))

    listings = {os.path.basename(path)[:-4]: Listing(read_bars(path)) for path in files}
    first, last = (dt.date.fromisoformat(day).toordinal() for day in (answer["from"], answer["to"]))
    model = Model(chain, listings, first, last)
    faults, worst = [], [0.0]
    if not period and (answer["from"], answer["to"]) != tuple(dt.date.fromordinal(model.days[k]).isoformat() for k in (0, -1)):
        faults.append(f"period {answer['from']} to {answer['to']}, here {model.days[0]} to {model.days[-1]}")
    if not answer["look_ahead_ok"]:
        faults.append("the look-ahead check failed")
    rows = {(row["score"], row["horizon"]): row for row in answer["rows"]}
    for name, score in model.scores().items():
        for horizon in HORIZONS:
            mine = table_row(score, score, model.forward[horizon], horizon)
            compare_row(faults, worst, f"{name} {horizon}", rows[name, horizon], mine)
    faults += [f"revenue_z {h}: {rows['revenue_z', h]['days']} days" for h in HORIZONS if rows["revenue_z", h]["days"] != 0]
    adjusted = holm([row["p"] for row in answer["rows"]])
    for row, p in zip(answer["rows"], adjusted):
        compare_row(faults, worst, f"{row['score']} {row['horizon']}", row, {"p_holm": p})
    compare_placebo(model, faults, rows)

    print(f"{len(model.days)} days, {len(listings)} listings, {len(rows)} rows: largest difference {worst[0]:.3g}")
    for key in (("price_z", h) for h in HORIZONS):
        print(*key, *(f"{name} {rows[key][name]}" for name in ("days", "mean_ic", "sd_ic", "nw_t")))
    for fault in faults:
        print("FAULT", fault)
    sys.exit(1 if faults else 0)


main()
