/** Tables of verdicts, for a terminal. */
import type { Verdict } from "../harness/record/index.js";
import { type Colours, MARK, tinted } from "./ink.js";
import type { VerdictMatrix } from "./matrix.js";
import { centre, clip, fill, PAGE, padEnd, widest } from "./typeset.js";

const LONGEST_NAME = 32;
const LONGEST_SHAPE = 24;

/** A table, in as many pieces as the page's width asks for. */
export function table({ title, columns, rows }: VerdictMatrix, titled: boolean, colours: Colours): string[][] {
  const names = rows.map(({ name }) => clip(name, LONGEST_NAME));
  const stub = widest(names);
  const cut = columns.map(({ shape, layout }, at) => {
    const labels = [clip(shape, LONGEST_SHAPE), clip(layout, LONGEST_SHAPE)] as const;
    return { at, labels, width: widest(labels) + 2 };
  });
  return fill(cut, ({ width }) => width, PAGE - stub).map((piece) => {
    const head = ([0, 1] as const).map((line) =>
      piece.map(({ labels, width }) => centre(labels[line], width)).join(""),
    );
    const body = rows.map(({ cells }, row) => {
      const marks = piece.map(({ at, width }) => {
        const verdict = cells[at] ?? null;
        return tinted(verdict, centre(verdict === null ? "" : MARK[verdict], width), colours);
      });
      return tinted(poorest(cells), padEnd(names[row]!, stub), colours) + marks.join("");
    });
    const labels = head
      .filter((line) => line.trim() !== "")
      .map((line) => " ".repeat(stub) + colours.dim(line.trimEnd()));
    return [...(titled ? [colours.bold(clip(title, PAGE))] : []), ...labels, ...body];
  });
}

/** A row's name takes the colour of its worst cell; a pass needs none. */
function poorest(cells: readonly (Verdict | null)[]): Verdict | null {
  return (["fail", "undetermined"] as const).find((verdict) => cells.includes(verdict)) ?? null;
}
