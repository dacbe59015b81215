/** One way of every command that leaves a record: it is run, written and printed, and the verdict is the exit code. */
import { setTimeout as sleep } from "node:timers/promises";
import { verdictOf, withRows } from "../record/index.js";
import { prepareOut } from "../results/outDirectory.js";
import { exitCode } from "./context.js";
import { exitOf, listenForSignals } from "./interruption.js";
import { messageOf, tell } from "./message.js";
import { perform } from "./perform.js";
/** How long an interrupted program waits for a reader of what it prints. */
const READER_MS = 500;
/** @throws Error of one line where there is no record: bad arguments, an unreadable file, a directory without room */
export async function report(kind, job, options, context) {
    if (context.collect !== undefined)
        return context.collect({ kind, ...job });
    context.requireReporters(options.reporter);
    const leave = prepareOut(options.out);
    const interruption = listenForSignals();
    const finished = { head: undefined, rows: [] };
    const watch = {
        begin: (head) => void Object.assign(finished, { head }),
        row: (row) => void finished.rows.push(row),
    };
    const outcome = (record, partial) => ({ kind, version: context.version, partial, record });
    const ending = await perform(job, {
        thread: context.operationThread,
        interruption,
        quiet: options.quiet === true,
        watch,
    }).catch((error) => {
        leave();
        throw error;
    });
    if ("result" in ending) {
        void interruption.signal.then((signal) => process.exit(exitOf(signal)));
        process.exitCode = await publish(outcome(ending.result, false), options, context);
        interruption.ignore();
        return;
    }
    const { head, rows } = finished;
    const partial = head === undefined || rows.length === 0 ? undefined : outcome(withRows(kind, head, rows), true);
    if (partial === undefined)
        leave();
    await Promise.race([interrupted(ending.signal, partial, options, context), sleep(READER_MS)]);
    process.exit(exitOf(ending.signal));
}
/** The exit code: output that cannot be written is doubt, and a failure stays one. */
async function publish(outcome, options, context) {
    const code = exitCode(verdictOf(outcome));
    try {
        await context.publish(outcome, options);
        return code;
    }
    catch (error) {
        tell(messageOf(error));
        return code === 1 ? 1 : 2;
    }
}
async function interrupted(signal, partial, options, context) {
    const nothing = `interrupted by ${signal}: nothing was finished, and nothing is written`;
    tell(partial === undefined
        ? nothing
        : `interrupted by ${signal}: what was finished is in ${options.out}, marked as partial`);
    if (partial !== undefined)
        await publish(partial, options, context);
}
