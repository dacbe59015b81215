/**
 * Whether to print colours: NO_COLOR (no-color.org) overrides FORCE_COLOR, and both override whether stdout is a
 * terminal.
 */
export function wantsColour(
  { NO_COLOR, FORCE_COLOR }: Readonly<Record<string, string | undefined>>,
  isTerminal: boolean,
): boolean {
  if (NO_COLOR) return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== "") return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return isTerminal;
}
