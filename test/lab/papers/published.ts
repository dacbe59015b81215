/** Whether a number is what was printed, to the digits that were printed. */
export function isPrinted(value: number, printed: string): boolean {
  const [mantissa = "", exponent = "0"] = printed.toLowerCase().split("e");
  const decimals = mantissa.split(".")[1]?.length ?? 0;
  const unit = 10 ** (Number(exponent) - decimals);
  return Math.abs(value - Number(printed)) <= (unit / 2) * (1 + ROUNDING);
}

/** The printed decimal is itself a rounded double. */
const ROUNDING = 1e-6;
