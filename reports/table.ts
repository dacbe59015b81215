/** Verdicts for a terminal: a table where it fits and is not mostly empty, else a list of initializers. */
import type { Verdict } from "../harness/record/index.js";
import { type Colours, MARK, paint, tinted } from "./ink.js";
import { groupBy, type VerdictMatrix } from "./matrix.js";
import { centre, clip, padEnd, widest, wrap } from "./typeset.js";

const LONGEST_NAME = 32;
const LONGEST_SHAPE = 24;
/** Cells that must be filled for a table to be read. */
const FILLED = 0.5;

export interface TableLook {
  /** Whether the title is printed: a single table needs none. */
  readonly titled: boolean;
  /** Columns of the page. */
  readonly page: number;
  readonly colours: Colours;
}

/** The blocks of one matrix. */
export function table(matrix: VerdictMatrix, look: TableLook): string[][] {
  const { title, columns, rows } = matrix;
  const names = rows.map(({ name }) => clip(name, LONGEST_NAME));
  const stub = widest(names);
  const heads = columns.map(({ shape, layout }) => {
    const labels = [clip(shape, LONGEST_SHAPE), clip(layout, LONGEST_SHAPE)] as const;
    return { labels, width: widest(labels) + 2 };
  });
  const width = heads.reduce((sum, head) => sum + head.width, stub);
  const filled = rows.reduce((sum, { cells }) => sum + cells.filter((cell) => cell !== null).length, 0);
  const titles = look.titled ? [look.colours.bold(clip(title, look.page))] : [];
  if (width > look.page || filled < FILLED * rows.length * columns.length) return [[...titles, ...list(matrix, look)]];
  const head = ([0, 1] as const).map((line) => heads.map(({ labels, width }) => centre(labels[line], width)).join(""));
  const body = rows.map(({ cells }, row) => {
    const marks = heads.map(({ width }, at) => {
      const verdict = cells[at] ?? null;
      return tinted(verdict, centre(verdict === null ? "" : MARK[verdict], width), look.colours);
    });
    return tinted(poorest(cells), padEnd(names[row]!, stub), look.colours) + marks.join("");
  });
  const labels = head
    .filter((line) => line.trim() !== "")
    .map((line) => " ".repeat(stub) + look.colours.dim(line.trimEnd()));
  return [[...titles, ...labels, ...body]];
}

/** An entry for each initializer and verdict; those that did not pass come first. */
function list({ columns, rows }: VerdictMatrix, { page, colours }: TableLook): string[] {
  return rows.flatMap(({ name, cells }) =>
    (["fail", "undetermined", "pass"] as const).flatMap((verdict) => {
      const places = columns.filter((_, at) => cells[at] === verdict);
      if (places.length === 0) return [];
      const byLayout = [...groupBy([...places], ({ layout }) => layout)].map(([layout, some]) =>
        `${some.map(({ shape }) => shape).join(", ")} ${layout}`.trim(),
      );
      const marked = paint(verdict, `${MARK[verdict]} ${name}`, colours);
      const where = wrap(byLayout.join("; "), page - 4);
      const beside = `${marked}  ${colours.dim(where[0]!)}`;
      return where.length === 1 && widest([`${MARK[verdict]} ${name}  ${where[0]}`]) <= page
        ? [beside.trimEnd()]
        : [marked, ...where.map((line) => `    ${colours.dim(line)}`)];
    }),
  );
}

/** A row's name takes the colour of its worst cell; a pass needs none. */
function poorest(cells: readonly (Verdict | null)[]): Verdict | null {
  return (["fail", "undetermined"] as const).find((verdict) => cells.includes(verdict)) ?? null;
}
