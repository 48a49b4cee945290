// SPDX-License-Identifier: GPL-3.0-or-later
// node store-peers.mjs NODE_FOLDER prepare|duckdb|duckdb-parquet|polars DATA WORK SYMBOLS DAYS
// Writes every bar in the peer's own format and loads all of them into typed arrays, four times.  The arrays are allocated once and
// reused, which is in the peers' favour: penstock allocates a new result each time.
import fs from 'node:fs';
import { createRequire } from 'node:module';

const [folder, mode, data, work] = process.argv.slice(2);
const [symbols, days] = process.argv.slice(6).map(Number);
const load = createRequire(`${folder}/package.json`);
const n = symbols * days;
const prices = ['open', 'high', 'low', 'close', 'volume'];
const loads = 4;

const name = { duckdb: 'DuckDB table (node)', 'duckdb-parquet': 'DuckDB parquet zstd (node)', polars: 'polars parquet zstd (node)' }[mode];
const print = (fields) => console.log(JSON.stringify({ peer: name, ...fields }));
const versionOf = (pkg) => JSON.parse(fs.readFileSync(`${folder}/node_modules/${pkg}/package.json`, 'utf8')).version;
const parquetSource = `${data}/bars.parquet`;

function sync(path) {
  const file = fs.openSync(path, 'r');
  fs.fsyncSync(file);
  fs.closeSync(file);
}

function frame(pl) {
  const bytes = (file) => { const b = fs.readFileSync(`${data}/${file}`); return b.buffer.slice(b.byteOffset, b.byteOffset + b.length); };
  const symbol = new Int32Array(n);
  for (let s = 0; s < symbols; s++) symbol.fill(s, s * days, (s + 1) * days);
  return pl.DataFrame([pl.Series('symbol', symbol), pl.Series('day', new Int32Array(bytes('day.i32'))),
    ...prices.map((p) => pl.Series(p, new Float64Array(bytes(`${p}.f64`))))]);
}

async function measure(write, read, path) {
  const out = { day: new Int32Array(n).fill(1) };
  for (const p of prices) out[p] = new Float64Array(n).fill(1);

  let start = performance.now();
  await write();
  sync(path);
  print({ metric: 'write, durable', value: performance.now() - start, unit: 'ms' });

  const times = [];
  for (let i = 0; i < loads; i++) {
    start = performance.now();
    await read(out);
    times.push(performance.now() - start);
  }
  const warm = times.slice(1).sort((a, b) => a - b);
  print({ metric: 'load, first', value: times[0], unit: 'ms' });
  print({ metric: 'load, warm', value: warm[Math.floor(warm.length / 2)], unit: 'ms' });

  let sum = 0;
  for (const value of out.close) sum += value;
  print({ metric: 'check', value: sum, unit: '' });
  print({ metric: 'file size', value: fs.statSync(path).size / n, unit: 'bytes/bar' });
  fs.rmSync(path);
}

async function polars() {
  const pl = load('nodejs-polars');
  const path = `${work}/polars.parquet`;
  const bars = frame(pl);
  print({ version: versionOf('nodejs-polars') });
  await measure(() => bars.writeParquet(path, { compression: 'zstd' }), (out) => {
    const table = pl.readParquet(path);
    for (const column of ['day', ...prices]) out[column].set(table.getColumn(column).toTypedArray());
  }, path);
}

async function duckdb(parquet) {
  const { DuckDBInstance } = load('@duckdb/node-api');
  const path = `${work}/${parquet ? 'duckdb.parquet' : 'bars.duckdb'}`;
  for (const old of [path, `${path}.wal`]) fs.rmSync(old, { force: true });
  const open = async () => {
    const instance = await DuckDBInstance.create(parquet ? ':memory:' : path);
    return { instance, connection: await instance.connect() };
  };
  print({ version: versionOf('@duckdb/node-api') });

  let db = await open();
  await db.connection.run(`create temp table source as select * from '${parquetSource}'`);
  let reading = false;
  await measure(async () => {
    if (parquet) {
      await db.connection.run(`copy source to '${path}' (format parquet, compression zstd)`);
    } else {
      await db.connection.run('create table bars as select * from source');
      await db.connection.run('checkpoint');
    }
  }, async (out) => {
    if (!reading) { // the writer's connection, with its copy in memory, is closed before the first load
      db.connection.closeSync();
      db.instance.closeSync?.();
      db = await open();
      reading = true;
    }
    const result = await db.connection.stream(`select day, open, high, low, close, volume from ${parquet ? `'${path}'` : 'bars'}`);
    let at = 0;
    for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
      ['day', ...prices].forEach((column, k) => {
        const vector = chunk.getColumnVector(k);
        const items = vector.items || vector._items;
        if (items && items.length >= chunk.rowCount) out[column].set(items.subarray(0, chunk.rowCount), at);
        else for (let i = 0; i < chunk.rowCount; i++) out[column][at + i] = vector.getItem(i);
      });
      at += chunk.rowCount;
    }
    if (at !== n) throw new Error(`${at} of ${n} bars came back`);
  }, path);
}

if (mode === 'prepare') frame(load('nodejs-polars')).writeParquet(parquetSource, { compression: 'zstd' });
else if (mode === 'polars') await polars();
else await duckdb(mode === 'duckdb-parquet');
