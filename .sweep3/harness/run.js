export async function run(plan, version, seed, runner) {
    const results = new Array(plan.cases.length);
    let next = 0;
    let done = 0;
    const lane = async () => {
        while (next < plan.cases.length && lastOf(results, runner.bail) === undefined) {
            const at = next++;
            results[at] = await runner.execute(plan.cases[at]);
            runner.onResult?.(results[at], ++done);
        }
    };
    await Promise.all(Array.from({ length: Math.max(1, runner.concurrency) }, lane));
    // Cases that another thread had judged already are not: the record depends on no thread.
    const last = lastOf(results, runner.bail) ?? plan.cases.length - 1;
    for (const [at, one] of plan.cases.entries())
        if (at > last)
            results[at] = runner.bailed(one);
    return { version, seed, alpha: plan.budget.alpha, tests: plan.budget.tests, results };
}
/** The case whose failure ends the run, once every case before it is judged. */
function lastOf(results, bail = Number.POSITIVE_INFINITY) {
    let failed = 0;
    for (let at = 0; at < results.length && results[at] !== undefined; at++) {
        if (results[at].verdict === "fail" && ++failed >= bail)
            return at;
    }
    return undefined;
}
