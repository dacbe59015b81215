/** Plain text in columns, measured as a terminal shows it. */
import stringWidth from "string-width";

/** Columns of a page where the terminal's are unknown. */
export const PAGE = 100;
/** The least and the most columns that text is laid out in. */
const NARROWEST = 60;
const WIDEST = 120;

/** The columns to lay text out in. */
export const pageWidth = (columns: number = PAGE): number => Math.min(WIDEST, Math.max(NARROWEST, columns));

/** Printable ASCII, whose letters are a column each: measuring other text takes a thousand times as long. */
const ASCII = /^[ -~]*$/;
const widthOf = (text: string): number => (ASCII.test(text) ? text.length : stringWidth(text));

export function padEnd(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - widthOf(text)));
}

export function centre(text: string, width: number): string {
  const left = Math.max(0, Math.floor((width - widthOf(text)) / 2));
  return padEnd(" ".repeat(left) + text, width);
}

export function widest(texts: readonly string[]): number {
  return texts.reduce((width, text) => Math.max(width, widthOf(text)), 0);
}

/** Blocks of lines with a blank line between them; blocks without lines are left out. */
export function blockText(blocks: readonly (readonly string[])[]): string {
  const filled = blocks.filter((lines) => lines.length > 0);
  return `${filled.map((lines) => lines.map((line) => line.trimEnd()).join("\n")).join("\n\n")}\n`;
}

/** Cut to a width, the cut marked. */
export function clip(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  const letters = [...text].slice(0, width);
  while (widthOf(letters.join("")) > width - 2) letters.pop();
  return `${letters.join("")}..`;
}

/** Lines of at most a width, broken at spaces; a longer word keeps a line of its own. */
export function wrap(text: string, width: number): string[] {
  if (widthOf(text) <= width) return [text];
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(`${last} ${word}`) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Consecutive groups whose widths fit; every group has at least one member. */
export function fill<T>(items: readonly T[], widthOf: (item: T) => number, width: number): T[][] {
  const groups: T[][] = [];
  let room = 0;
  for (const item of items) {
    if (groups.length === 0 || widthOf(item) > room) {
      groups.push([]);
      room = width;
    }
    groups.at(-1)!.push(item);
    room -= widthOf(item);
  }
  return groups;
}

/** A text of several lines: those after the first are indented. */
export function hang(text: string, page: number, indent = 4): string[] {
  const [first, ...rest] = wrap(text, page);
  const margin = " ".repeat(indent);
  return [first ?? "", ...(rest.length === 0 ? [] : wrap(rest.join(" "), page - indent).map((line) => margin + line))];
}

/** As many items a line as fit, none broken. */
export function flow(items: readonly string[], width: number): string[] {
  return fill(items, (item) => widthOf(item) + 2, width + 2).map((some) => some.join("  "));
}

/** The lines of a table: of its header, if it has one, and of each row. */
export interface TableLines {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * A table where the page is wide enough for it. Else a row is its leading cells on one line and, indented, the others with
 * their titles; empty cells and "-" are left out.
 *
 * @param lead the columns of the leading cells
 */
export function tableLines(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  page: number,
  lead: readonly number[],
): TableLines {
  const widths = header.map((title, column) => widest([title, ...rows.map((row) => row[column]!)]));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => padEnd(cell, widths[column]!))
      .join("  ")
      .trimEnd();
  const table = [header, ...rows].map(line);
  if (widest(table) <= page) return { header: [table[0]!], rows: table.slice(1).map((text) => [text]) };
  return {
    header: [],
    rows: rows.map((row) => {
      const others = row.flatMap((cell, k) =>
        lead.includes(k) || cell === "" || cell === "-" ? [] : [`${header[k]} ${cell}`],
      );
      // A mark, or a rank, has no title.
      const leading = lead.map((k) => (row[k] === "" ? "" : `${row[k]}${header[k] === "" ? " " : "  "}`)).join("");
      return [...hang(leading.trimEnd(), page), ...flow(others, page - 4).map((text) => `    ${text}`)];
    }),
  };
}
