/**
 * A function that returns `count` arrays of a length. Two sets alternate: a call reuses the arrays of the call before
 * the last, so that memory does not grow with depth. A caller that keeps an array longer must copy it.
 */
export function alternatingArrays(count: number): (length: number) => readonly Float64Array[] {
  let [before, last]: [Float64Array[], Float64Array[]] = [[], []];
  return (length) => {
    const fits = before[0]?.length === length;
    const now = fits ? before : Array.from({ length: count }, () => new Float64Array(length));
    [before, last] = [last, now];
    return now;
  };
}
