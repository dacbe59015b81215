/** `npm run lab fleet`: what a fleet costs a job, and what a second worker gains; prints the table of docs/fleet.md. */
import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { fleetCosts } from "../fleetCosts.js";

const { values } = parseArgs({
  options: {
    ...{ rounds: { type: "string", default: "5" }, wait: { type: "string", default: "100" } },
    computes: { type: "boolean", default: false },
  },
});

const load = (): string => loadavg()[0]!.toFixed(1);
const before = load();
const does = values.computes ? "computes" : "waits";
const costs = await fleetCosts(Number(values.wait), Number(values.rounds), does);
const lines = [
  `| networks whose subject ${does} | ms from one to the next | networks a second |`,
  "|---|---|---|",
  ...costs.map(({ ran, interval, rate }) => `| ${ran} | ${interval.toFixed(2)} | ${rate.toFixed(2)} |`),
  `load of the machine: ${before} before, ${load()} after`,
];
process.stdout.write(`${lines.join("\n")}\n`);
