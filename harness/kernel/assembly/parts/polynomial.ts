/** Horner's rule, rounded after every operation. */

@inline
export function step(sum: v128, z: v128, c: v128): v128 {
  return f32x4.add(f32x4.mul(sum, z), c);
}

@inline
export function cubic(z: v128, c3: v128, c2: v128, c1: v128, c0: v128): v128 {
  return step(step(step(c3, z, c2), z, c1), z, c0);
}

@inline
export function quartic(z: v128, c4: v128, c3: v128, c2: v128, c1: v128, c0: v128): v128 {
  return step(cubic(z, c4, c3, c2, c1), z, c0);
}
