/** Plain text in columns, measured as a terminal shows it. */
import stringWidth from "string-width";

/** Columns of a page where the terminal's are unknown. */
export const PAGE = 100;
/** The least and the most columns that text is laid out in. */
const NARROWEST = 60;
const WIDEST = 120;

/** The columns to lay text out in. */
export const pageWidth = (columns: number = PAGE): number => Math.min(WIDEST, Math.max(NARROWEST, columns));

export function padEnd(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - stringWidth(text)));
}

export function centre(text: string, width: number): string {
  const left = Math.max(0, Math.floor((width - stringWidth(text)) / 2));
  return padEnd(" ".repeat(left) + text, width);
}

export function widest(texts: readonly string[]): number {
  return texts.reduce((width, text) => Math.max(width, stringWidth(text)), 0);
}

/** Blocks of lines with a blank line between them; blocks without lines are left out. */
export function blockText(blocks: readonly (readonly string[])[]): string {
  const filled = blocks.filter((lines) => lines.length > 0);
  return `${filled.map((lines) => lines.map((line) => line.trimEnd()).join("\n")).join("\n\n")}\n`;
}

/** Cut to a width, the cut marked. */
export function clip(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  const letters = [...text].slice(0, width);
  while (stringWidth(letters.join("")) > width - 2) letters.pop();
  return `${letters.join("")}..`;
}

/** Lines of at most a width, broken at spaces; a longer word keeps a line of its own. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && stringWidth(`${last} ${word}`) <= width) lines[lines.length - 1] = `${last} ${word}`;
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
