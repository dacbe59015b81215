/**
 * Numbers in all four lanes, from memory: the engine would otherwise build each one anew wherever it is used, from an
 * integer register, on the execution ports that the arithmetic needs.
 */

@inline
export function constant(table: usize, index: i32): v128 {
  return v128.load32_splat(table + 4 * <usize>index);
}
