/** The gate: asks a subject for weights, judges them against the contracts they claim, and answers with one record. */
import { usefulThreads } from "./bounds.js";
import { wantedOf } from "./cases.js";
import { checks as shipped } from "./check/index.js";
import { initializerNamed } from "./contract/index.js";
import { diagnose } from "./diagnose/index.js";
import { bailedResult, unclaimedResult } from "./doubts.js";
import { expectationOf } from "./initializer.js";
import { judge } from "./judge.js";
import { planOf, tensorsFor, testsOf } from "./plan.js";
import { openPool } from "./pool.js";
import { nameReplay, replayInCode, replayOf } from "./replay.js";
import { requireRoom } from "./room.js";
import { run } from "./run.js";
import { finished, placesOf, planDigest } from "./shard.js";
import { isProcess, openSubject } from "./subject/open.js";
/** `thread` is the module that a worker thread runs; absent, every case runs here. */
export async function gate(options, around) {
    const checks = [...shipped, ...(options.ownChecks ?? [])];
    const subject = options.own ?? (await openSubject(options.spec, around));
    try {
        const wanted = wantedOf(options, subject.description, around);
        const contractOf = (one) => initializerNamed(around.contracts, one.contract);
        const whole = planOf(wanted.cases, options.alpha, checks, contractOf);
        const places = shardPlaces(options, wanted, contractOf);
        const plan = { ...whole, cases: wanted.cases.filter((_, place) => places.includes(place)) };
        const inCode = options.own !== undefined;
        const replay = (one, tests) => inCode ? replayInCode(one, plan.budget, tests) : replayOf(one, options.spec, plan.budget, tests);
        options.onPlan?.({
            version: around.version,
            seed: options.seed,
            alpha: plan.budget.alpha,
            tests: plan.budget.tests,
            results: [],
        });
        // A process of its own serves the whole run: it answers case after case.
        const stays = options.own !== undefined || options.ownChecks !== undefined || isProcess(options.spec);
        const threads = stays ? 1 : usefulThreads(Math.min(options.threads, plan.cases.length));
        requireRoom("check", plan.cases, threads);
        const pool = threads > 1 && around.thread !== undefined ? openPool(around.thread, threads) : undefined;
        const job = (one) => ({ one, budget: plan.budget, spec: options.spec });
        const execute = (one) => pool ? pool.run(job(one)) : judgeHere(job(one), subject, around, { checks, inCode });
        try {
            const record = await run(plan, around.version, options.seed, {
                execute,
                ...(options.bail === undefined ? {} : { bail: options.bail }),
                bailed: (one) => bailedResult(one, subject.description, options.bail, replay(one, testsOf(one, checks, contractOf(one)))),
                concurrency: pool ? threads : 1,
                onResult: (result, done) => options.onResult?.(result, done, plan.cases.length),
            });
            const unclaimed = wanted.unclaimed.map((one) => unclaimedResult(one, subject.description, options, nameReplay(one.name, options.spec, options)));
            const own = unclaimed.filter((_, at) => places.includes(wanted.cases.length + at));
            const results = [...record.results, ...own];
            const facts = { cases: plan.cases.length, shapesChosen: options.shapes === undefined };
            const judged = { ...record, results: finished(results, facts) };
            if (options.shard === undefined)
                return judged;
            const { version } = around;
            const digest = planDigest({ version, seed: options.seed, budget: plan.budget, spec: options.spec, wanted });
            const shard = { ...options.shard, plan: digest, ...facts, cases: wanted.cases.length, places, results };
            return { ...judged, shard };
        }
        finally {
            await pool?.close();
        }
    }
    finally {
        await subject.close();
    }
}
/** Places of the plan that are judged here: cases, then names that no contract speaks of. */
function shardPlaces({ shard, bail }, { cases, unclaimed }, contractOf) {
    if (shard === undefined)
        return [...cases, ...unclaimed].map((_, place) => place);
    if (bail !== undefined)
        throw new RangeError("check: a shard must judge all of its cases: bail cannot go with shard");
    const costs = cases.map((one) => {
        const expected = expectationOf(contractOf(one), one);
        return tensorsFor(expected, one.samples) * expected.shape.size;
    });
    const all = [...costs, ...unclaimed.map(() => 0)];
    if (shard.of > all.length)
        throw new RangeError(`check: must have at most ${all.length} shards, a case each, got ${shard.of}`);
    return placesOf(all, shard);
}
/** Judges one case in this process. */
export function judgeHere({ one, budget, spec }, subject, { contracts }, { checks = shipped, inCode = false } = {}) {
    const by = {
        contract: initializerNamed(contracts, one.contract),
        checks,
        budget,
        subject,
        diagnose,
        replay: (each, tests) => (inCode ? replayInCode(each, budget, tests) : replayOf(each, spec, budget, tests)),
    };
    return judge(one, by);
}
