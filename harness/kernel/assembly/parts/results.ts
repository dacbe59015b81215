/** Static memory for the results of a kernel, 64 doubles. */
const ROOM: usize = memory.data(512, 16);

export function results(): usize {
  return ROOM;
}
