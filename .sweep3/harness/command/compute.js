import { exitOf, listenForSignals } from "./interruption.js";
import { tell } from "./message.js";
import { perform } from "./perform.js";
/** @throws Error of one line: the operation's */
export async function compute(job, { quiet = false }, { operationThread }) {
    const interruption = listenForSignals();
    const ending = await perform(job, { thread: operationThread, interruption, quiet });
    interruption.ignore();
    if ("result" in ending)
        return ending.result;
    tell(`interrupted by ${ending.signal}: nothing is written`);
    process.exit(exitOf(ending.signal));
}
