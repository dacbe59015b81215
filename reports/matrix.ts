/** The cases as tables of verdicts: one row for each initializer, one column for each shape. */
import { type CaseResult, type Verdict, worst } from "../harness/record/index.js";
import { nameText } from "./wording.js";

export interface VerdictMatrix {
  /** The subject, dtype and seed of all cells. */
  readonly title: string;
  readonly columns: readonly { readonly shape: string; readonly layout: string }[];
  readonly rows: readonly { readonly name: string; readonly cells: readonly (Verdict | null)[] }[];
}

/** One table for each subject, dtype and seed, in the order of the record; a cell holds the worst of its cases. */
export function matrices(results: readonly CaseResult[]): VerdictMatrix[] {
  const tables = groupBy(results, ({ key }) =>
    `${key.subject} ${key.subjectVersion}, ${key.dtype}, seed ${key.seed}`.trim(),
  );
  return [...tables].map(([title, cases]) => {
    const columns = groupBy(cases, columnOf);
    const rows = [...groupBy(cases, ({ key }) => nameText(key))].map(([name, row]) => {
      const byColumn = groupBy(row, columnOf);
      const cells = [...columns.keys()].map((column) => {
        const cell = byColumn.get(column);
        return cell === undefined ? null : worst(cell.map(({ verdict }) => verdict));
      });
      return { name, cells };
    });
    return { title, columns: [...columns.values()].map(([first]) => first!.key), rows };
  });
}

const columnOf = ({ key }: CaseResult): string => `${key.shape}\n${key.layout}`;

/** Groups in order of first appearance; none is empty. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, [T, ...T[]]> {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
