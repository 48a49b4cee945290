// SPDX-License-Identifier: GPL-3.0-or-later
// node feed-peers.mjs NODE_FOLDER BASE_URL BODIES CONNECTIONS
// undici, JSON.parse and typed arrays: every body ends as seven columns.
import fs from 'node:fs';
import { createRequire } from 'node:module';

const [folder, base] = process.argv.slice(2);
const [n, connections] = process.argv.slice(4).map(Number);
const { Pool } = createRequire(`${folder}/package.json`)('undici');
const print = (fields) => console.log(JSON.stringify({ peer: 'node undici', ...fields }));

const start = performance.now();
const pool = new Pool(base, { connections, pipelining: 1 });
let next = 0;
let sum = 0;

async function work() {
  while (next < n) {
    const symbol = `S${String(next++).padStart(4, '0')}`;
    const answer = await pool.request({ method: 'GET', path: `/v8/finance/chart/${symbol}` });
    const result = (await answer.body.json()).chart.result[0];
    const quote = result.indicators.quote[0];
    const columns = [result.timestamp, quote.open, quote.high, quote.low, quote.close, quote.volume, result.indicators.adjclose[0].adjclose]
      .map((values) => Float64Array.from(values));
    for (const close of columns[4]) sum += close;
  }
}

await Promise.all(Array.from({ length: connections }, work));
const elapsed = performance.now() - start;
await pool.close();

print({ version: process.version });
print({ metric: 'fetch and parse', value: elapsed, unit: 'ms' });
print({ metric: 'peak memory', value: Number(/VmHWM:\s*(\d+)/.exec(fs.readFileSync('/proc/self/status', 'utf8'))[1]) / 1024, unit: 'MiB' });
print({ metric: 'check', value: sum, unit: '' });
