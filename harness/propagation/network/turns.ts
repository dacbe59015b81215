/**
 * Vectors that take turns: those of one call have the places of the last call but one, so that no depth costs memory, and
 * nothing waits for the garbage collector. Whoever keeps a vector longer must copy it.
 */
export function turns(count: number): (length: number) => readonly Float64Array[] {
  let [before, last]: [Float64Array[], Float64Array[]] = [[], []];
  return (length) => {
    const fits = before[0]?.length === length;
    const now = fits ? before : Array.from({ length: count }, () => new Float64Array(length));
    [before, last] = [last, now];
    return now;
  };
}
