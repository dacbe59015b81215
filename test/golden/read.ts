import { readFileSync } from "node:fs";

/** The rows of a golden file: plain comma-separated values without quotes. */
export function readGolden(name: string): Record<string, string>[] {
  const [header, ...lines] = readFileSync(new URL(name, import.meta.url), "utf8")
    .trim()
    .split("\n");
  const columns = header!.trim().split(",");
  return lines.map((line) =>
    Object.fromEntries(
      line
        .trim()
        .split(",")
        .map((cell, at) => [columns[at], cell]),
    ),
  );
}
