/** Pairs of equal entries: see harness/check/statistic/equalPairs.ts. */
import { results } from "./results";

/**
 * Counts the equal pairs among `count` ascending floats after the one at `at`, which `run` equal ones precede. Writes to the
 * results the number of pairs, and of floats that equal the last one and precede it.
 */
export function equalPairs(at: usize, count: i32, run: i32): void {
  let pairs: f64 = 0;
  const end = at + (<usize>count << 2);
  for (const whole = at + (<usize>(count & ~3) << 2); at < whole; at += 16) {
    if (!v128.any_true(f32x4.eq(v128.load(at), v128.load(at, 4)))) {
      run = 0;
      continue;
    }
    for (let lane: usize = 0; lane < 16; lane += 4) {
      run = load<f32>(at + lane) == load<f32>(at + lane, 4) ? run + 1 : 0;
      pairs += <f64>run;
    }
  }
  for (; at < end; at += 4) {
    run = load<f32>(at) == load<f32>(at, 4) ? run + 1 : 0;
    pairs += <f64>run;
  }
  const out = results();
  store<f64>(out, pairs);
  store<f64>(out, <f64>run, 8);
}
