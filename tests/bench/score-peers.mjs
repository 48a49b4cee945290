// SPDX-License-Identifier: GPL-3.0-or-later
// score-peers.mjs MODULES DATA SYMBOLS DAYS: polars for script/bench score, a long frame sorted by symbol and day; see score.py.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';

const [modules, dir, symbols, days] = [process.argv[2], process.argv[3], +process.argv[4], +process.argv[5]];
const require = createRequire(path.join(modules, 'package.json'));
const pl = require('nodejs-polars');
const RANKED = ['mom', 'vsm', 'hi52', 'rsi'];
const peer = 'polars';

const say = (what) => console.log(JSON.stringify({ peer, ...what }));
const emit = (metric, value, unit = 'ms') => say({ metric, value, unit });

function column(name) {
  const bytes = Buffer.alloc(symbols * days * 8), fd = fs.openSync(`${dir}/${name}.f64`);
  for (let done = 0; done < bytes.length;) done += fs.readSync(fd, bytes, done, Math.min(bytes.length - done, 1 << 30), done);
  fs.closeSync(fd);
  return new Float64Array(bytes.buffer, bytes.byteOffset, symbols * days);
}

function frame(newest) {
  const close = column('close'), volume = column('volume'), n = symbols * newest;
  const sym = new Int32Array(n), day = new Int32Array(n), c = new Float64Array(n), v = new Float64Array(n);
  for (let s = 0, i = 0; s < symbols; s++) for (let d = 0; d < newest; d++, i++) {
    sym[i] = s; day[i] = d; c[i] = close[(s + 1) * days - newest + d]; v[i] = volume[(s + 1) * days - newest + d];
  }
  return pl.DataFrame([pl.Series('sym', sym), pl.Series('day', day), pl.Series('c', c), pl.Series('v', v)]);
}

const c = pl.col('c');
function indicators(df) {
  const by = (e, n) => e.over('sym').alias(n);
  return df.lazy().withColumns(
    ...[21, 63, 126, 252].map((k) => by(c.div(c.shift(k)).sub(1), `r${k}`)),
    by(c.shift(21).div(c.shift(252)).sub(1), 'mom'),
    by(c.log().diff(1, 'ignore').rollingStd({ windowSize: 63, minPeriods: 63 }), 'vol'),
    by(c.div(c.rollingMax({ windowSize: 252, minPeriods: 252 })), 'hi52'),
    by(c.ewmMean(2 / 21, false, 1, false), 'ema'),
    by(c.diff(1, 'ignore').clip(0, 1e300).ewmMean(1 / 14, false, 14, false), 'up'),
    by(c.diff(1, 'ignore').mul(-1).clip(0, 1e300).ewmMean(1 / 14, false, 14, false), 'down'),
    by(c.mul(pl.col('v')).rollingMean({ windowSize: 20, minPeriods: 20 }), 'adv'),
  ).withColumns(pl.col('mom').div(pl.col('vol')).alias('vsm'),
    pl.col('up').mul(100).div(pl.col('up').add(pl.col('down'))).alias('rsi')).collectSync();
}
const ranks = (df) => df.lazy().withColumns(...RANKED.map((k) =>
  pl.col(k).rank({ method: 'average' }).div(pl.col(k).count()).over('day').alias('k_' + k))).collectSync();

function printColumns(df) {
  let sum = 0;
  const names = ['r21', 'r63', 'r126', 'r252', 'mom', 'vol', 'vsm', 'hi52', 'ema', 'rsi', 'adv', ...RANKED.map((k) => 'k_' + k)];
  const weight = pl.col('sym').add(1).div(symbols);
  for (const name of names) {
    const x = name.startsWith('k_') ? df.select(pl.col(name).mul(weight).alias('x')).getColumn('x') : df.getColumn(name);
    const mean = x.mean();
    sum += Math.log10(Math.abs(mean));
    say({ column: name, count: df.height - x.nullCount(), mean });
  }
  emit('check', sum, '');
}

const df = frame(days);
say({ version: JSON.parse(fs.readFileSync(path.join(modules, 'node_modules/nodejs-polars/package.json'))).version });
indicators(df.head(days * 20));
let start = performance.now();
const o = indicators(df);
const half = performance.now();
const r = ranks(o);
const end = performance.now();
emit('full history', end - start);
emit('indicators', half - start);
emit('ranks', end - half);
emit('peak memory', process.resourceUsage().maxRSS / 1024, 'MiB');
printColumns(r);

const newest = frame(300);
start = performance.now();
ranks(indicators(newest).filter(pl.col('day').eq(299)));
emit('newest day', performance.now() - start);
