/** docs/battery.md: every check's question, its class, and what asking it costs. */
import { checks } from "../../harness/check/index.js";

export interface Cost {
  readonly cases: number;
  readonly entries: number;
  readonly ms: number;
  /** The classes that the check had: its tail may depend on the law. */
  readonly tails: ReadonlySet<string>;
}

export function batteryPage(costs: ReadonlyMap<string, Cost>, machine: string): string {
  const total = [...costs.values()].reduce((sum, { ms }) => sum + ms, 0);
  const cells = (name: string): string => {
    const { cases, entries, ms } = costs.get(name) ?? { cases: 0, entries: 0, ms: 0 };
    const each = entries === 0 ? "" : ((1e6 * ms) / entries).toFixed(2);
    return `${cases} | ${ms.toFixed(0)} | ${each} | ${((100 * ms) / total).toFixed(1)}%`;
  };
  const asked = checks.map(
    ({ name, question }) =>
      `| \`${name}\` | ${question} | ${[...(costs.get(name)?.tails ?? [])].sort().join(", ")} | ${cells(name)} |`,
  );
  const shared = [...costs.keys()]
    .filter((name) => name.startsWith("("))
    .map((name) => `| ${name} | | | ${cells(name)} |`);
  return `# The battery: what is asked, and what asking costs

Written by \`npm run lab costs\`: the first stage of the default gate of the reference, one thread, ${machine}, ${(total / 1000).toFixed(1)} s of processor time in all.
${checks.length} checks, in the order in which they are asked; what checks share is charged to the first that asks for it. *Exact* p-values hold however
small; *approximate* ones down to 1e-5; an *invariant* is 0 or 1 and never fails a correct sampler ([method.md](method.md)). How often each check
rejects what is right is in [calibration.md](calibration.md), what each catches in [power.md](power.md).

| check | question | class | cases | ms | ns an entry | share |
| --- | --- | --- | --- | --- | --- | --- |
${[...shared, ...asked].join("\n")}
`;
}
