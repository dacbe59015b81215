/** `npm run lab costs`: what every check asks, and costs in the default gate of the reference on one thread; writes docs/battery.md. */
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { checks } from "../../../harness/check/index.js";
import { expectationOf } from "../../../harness/contract/initializer.js";
import { drawStage } from "../../../harness/gate/judge.js";
import { prospectOf } from "../../../harness/gate/plan.js";
import { surroundings } from "../../../harness/program/surroundings.js";
import { referenceSubject } from "../../../harness/subject/reference.js";
import { batteryPage, type Cost } from "../batteryPage.js";
import { contractOf, defaultPlan } from "../gateMutant.js";

const subject = referenceSubject(surroundings.catalogue, surroundings.contracts, surroundings.version);
const costs = new Map<string, Cost>();

function charge(name: string, entries: number, ms: number, tail: string): void {
  const cost = costs.get(name) ?? { cases: 0, entries: 0, ms: 0, tails: new Set() };
  const tails = new Set([...cost.tails, tail]);
  costs.set(name, { cases: cost.cases + 1, entries: cost.entries + entries, ms: cost.ms + ms, tails });
}

async function timed<T>(name: string, entries: number, what: () => T | Promise<T>, tail = ""): Promise<T> {
  const start = process.cpuUsage();
  const answer = await what();
  const { user, system } = process.cpuUsage(start);
  charge(name, entries, (user + system) / 1000, tail);
  return answer;
}

for (const one of defaultPlan.cases) {
  const expected = expectationOf(contractOf(one), one);
  const prospect = prospectOf(one, expected);
  const size = prospect.tensors * expected.shape.size;
  const drawn = await timed("(drawing)", size, () => drawStage(one, expected, subject, 0, [prospect.tensors]));
  if (!("sample" in drawn)) throw new Error(`costs: must be drawn, got ${drawn.reason}`);
  const { sample } = drawn;
  await timed("(sorting, moments)", size, () => [sample.n > 0 && sample.sorted.length, sample.moments]);
  for (const check of checks.filter((each) => each.applies(prospect))) {
    await timed(check.name, size, () => check.run(sample), check.tail(prospect));
  }
}

writeFileSync("docs/battery.md", batteryPage(costs, `${cpus()[0]?.model ?? "unknown"}, Node ${process.version}`));
