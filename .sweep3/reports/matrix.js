/** The cases as tables of verdicts: a row an initializer, a column a shape. */
import { worst } from "../harness/record/index.js";
import { nameText } from "./wording.js";
/** One table for each subject, dtype and seed, in the order of the record; a cell holds the worst of its cases. */
export function matrices(results) {
    const tables = groupBy(results, ({ key }) => `${key.subject} ${key.subjectVersion}, ${key.dtype}, seed ${key.seed}`.trim());
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
        return { title, columns: [...columns.values()].map(([first]) => first.key), rows };
    });
}
const columnOf = ({ key }) => `${key.shape}\n${key.layout}`;
/** Groups in order of first appearance. */
export function groupBy(items, keyOf) {
    const groups = new Map();
    for (const item of items) {
        const key = keyOf(item);
        const group = groups.get(key);
        if (group === undefined)
            groups.set(key, [item]);
        else
            group.push(item);
    }
    return groups;
}
