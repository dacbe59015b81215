/** Products and sums of vectors as plain loops: a callback's numbers would each be an object. */

/** The scalar product. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** Adds a multiple of one vector to another, in place. */
export function addMultiple(to: Float64Array, factor: number, added: Float64Array): void {
  for (let i = 0; i < to.length; i++) to[i]! += factor * added[i]!;
}
