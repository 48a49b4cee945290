# SPDX-License-Identifier: GPL-3.0-or-later
"""A thousand answers of the chart feed, 2,520 daily bars each (279 MB), from an nginx on this machine, eight connections, no compression.

penstock             PenstockHttp and the yahoo-chart provider as the engine uses them: request, transfer, recognise, parse in a pool thread,
                     bars; and the same with every series put into a new PenstockStore, until the last is durable
libsoup, no parsing  the same library fetches the bodies and lets them drop.  It stands in "fetch, parse and store" too, as the limit there
node undici          JSON.parse and seven typed arrays a body
Python pandas        requests in eight threads, json, a DataFrame a body

The processes' start-up is in no figure.  A turn of the main loop is the time from poll() to the next poll(); on a busy machine it holds whatever
else ran meanwhile, the one in processor time does not."""

import atexit
import os
import pathlib
import socket
import subprocess
import sys
import time

TITLE = "feed: 1,000 bodies of 2,520 daily bars (279 MB) from a server on this machine"

BODIES, DAYS, CONNECTIONS = 1000, 2520, 8
PYTHON = "/usr/bin/python3"  # Debian's, which has Debian's pandas

NGINX = """
{user}daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 64; }}
http {{
  access_log off; sendfile on; keepalive_requests 1000000; default_type application/json;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{ listen 127.0.0.1:{port}; root {root}; }}
}}
"""


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def is_open(port):
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


def serve(bench, root):
    """An nginx of our own that ends with us, whatever ends us; its address."""
    nginx = bench.need("nginx", "nginx-light")
    folder, port = bench.folder("work/nginx"), free_port()
    user = "user root; " if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(NGINX.format(user=user, folder=folder, port=port, root=root))
    server = subprocess.Popen([bench.need("setpriv", "util-linux"), "--pdeathsig", "TERM", nginx, "-p", folder, "-e", folder / "error.log",
                               "-c", folder / "nginx.conf"])

    def stop():
        server.terminate()
        server.wait()

    atexit.register(stop)
    for _ in range(100):
        if is_open(port):
            return f"http://127.0.0.1:{port}"
        if server.poll() is not None:
            break
        time.sleep(0.05)
    sys.exit(f"bench: nginx does not serve: see {folder}/error.log")


def peers(bench):
    python = bench.need(PYTHON, "python3")
    for module in ("pandas", "requests"):
        if subprocess.run([python, "-c", f"import {module}"], capture_output=True).returncode != 0:
            sys.exit(f"bench: the Python module {module} is missing (Debian: apt-get install python3-{module})")
    ours = bench.build("tests/bench/bench-feed")
    node = bench.npm("undici")
    root = bench.folder("data/feed")
    bodies = bench.folder("data/feed/v8/finance/chart")
    size = [BODIES, DAYS]

    if not (bench.data / "feed-complete").exists():
        bench.run([ours, "generate", "-", bodies, *size], "preparing the data")
        (bench.data / "feed-complete").touch()

    url = serve(bench, root)
    store = bench.work / "feed-store"
    return [[ours, "libsoup", url, bodies, *size],
            [ours, "penstock", url, bodies, *size],
            [ours, "storing", url, store, *size],
            [ours, "reading", url, bodies, *size],
            ["node", bench.source / "feed-peers.mjs", node, url, BODIES, CONNECTIONS],
            [python, bench.source / "feed.py", url, BODIES, CONNECTIONS]]


# -- the Python peer: this file as a program --

def measure(url, n, connections):
    import json
    import threading
    from concurrent.futures import ThreadPoolExecutor

    import pandas
    import requests

    local = threading.local()

    def fetch(i):
        if not hasattr(local, "session"):
            local.session = requests.Session()
            local.session.trust_env = False
        result = json.loads(local.session.get(f"{url}/v8/finance/chart/S{i:04d}").content)["chart"]["result"][0]
        frame = pandas.DataFrame(result["indicators"]["quote"][0], index=pandas.to_datetime(result["timestamp"], unit="s"))
        frame["adjclose"] = result["indicators"]["adjclose"][0]["adjclose"]
        return float(frame["close"].sum())

    start = time.perf_counter()
    with ThreadPoolExecutor(connections) as executor:
        total = sum(executor.map(fetch, range(n)))
    elapsed = (time.perf_counter() - start) * 1e3

    peak = next(int(line.split()[1]) / 1024 for line in pathlib.Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM:"))
    for fields in ({"version": pandas.__version__}, {"metric": "fetch and parse", "value": elapsed, "unit": "ms"},
                   {"metric": "peak memory", "value": peak, "unit": "MiB"}, {"metric": "check", "value": total, "unit": ""}):
        print(json.dumps({"peer": "Python pandas", **fields}))


if __name__ == "__main__":
    measure(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
