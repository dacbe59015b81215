/** Whether a terminal is to be written to in colour: NO_COLOR (no-color.org) goes before FORCE_COLOR, both before what stdout is. */
export function wantsColour(
  { NO_COLOR, FORCE_COLOR }: Readonly<Record<string, string | undefined>>,
  isTerminal: boolean,
): boolean {
  if (NO_COLOR) return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== "") return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return isTerminal;
}
