/**
 * Numbers in all four lanes, loaded from memory: otherwise the engine would build each one at every use from an integer register,
 * on the execution ports that the arithmetic needs.
 */

@inline
export function constant(table: usize, index: i32): v128 {
  return v128.load32_splat(table + 4 * <usize>index);
}
