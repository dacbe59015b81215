/**
 * Products at consecutive lags, divided by the square root of the number of terms: the largest, and the lags where they are
 * large.
 */

/** |product| / sqrt(n - |lag|) of four lags from `lag` on. */
@inline
function sizes(at: usize, n: v128, lag: v128): v128 {
  return f32x4.div(f32x4.abs(v128.load(at)), f32x4.sqrt(f32x4.sub(n, f32x4.abs(lag))));
}

/** The largest of `count` floats at `at`, whose lags are `lag`, `lag` + 1, ...: integers, exact in single precision. */
export function largest(at: usize, count: i32, n: i32, lag: i32): f32 {
  const all = f32x4.splat(<f32>n);
  let lags = f32x4.add(f32x4.splat(<f32>lag), f32x4(0, 1, 2, 3));
  let most = f32x4.splat(0);
  const end = at + ((count & ~3) << 2);
  for (; at < end; at += 16) {
    most = f32x4.pmax(most, sizes(at, all, lags));
    lags = f32x4.add(lags, f32x4.splat(4));
  }
  let one: f32 = max(
    max(f32x4.extract_lane(most, 0), f32x4.extract_lane(most, 1)),
    max(f32x4.extract_lane(most, 2), f32x4.extract_lane(most, 3)),
  );
  for (let k = count & 3; k > 0; k--, at += 4) {
    one = max(one, f32x4.extract_lane(sizes(at, all, lags), 0));
    lags = f32x4.add(lags, f32x4.splat(1));
  }
  return one;
}

/**
 * Writes the lags with a value of at least `least` to `out`, as integers, the first `room` of them; returns how many there are.
 */
export function collect(at: usize, count: i32, n: i32, lag: i32, least: f32, out: usize, room: i32): i32 {
  const all = f32x4.splat(<f32>n);
  const bound = f32x4.splat(least);
  let found = 0;
  for (const end = lag + count; lag < end; lag += 4, at += 16) {
    const lags = f32x4.add(f32x4.splat(<f32>lag), f32x4(0, 1, 2, 3));
    let mask = i32x4.bitmask(f32x4.ge(sizes(at, all, lags), bound));
    for (; mask != 0; mask &= mask - 1) {
      const own = lag + ctz(mask);
      if (own >= end) break;
      if (found < room) store<i32>(out + (<usize>found << 2), own);
      found++;
    }
  }
  return found;
}
