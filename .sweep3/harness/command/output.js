/** What a command prints. A reader that goes away early is no fault; anything else that stops a write is one line, exit 2. */
/** Codes of a reader that has gone: EOF on Windows, the others on the second write after it went. */
const GONE = new Set(["EPIPE", "EOF", "ECONNRESET", "ERR_STREAM_DESTROYED"]);
/** Errors of the streams are answered where something is written; unanswered ones would end the program. */
export function guardStreams() {
    for (const stream of [process.stdout, process.stderr])
        stream.on("error", () => { });
}
/**
 * Writes to stdout, and waits until it is written.
 *
 * @throws Error "stdout: must be writable, got CODE"
 */
export function print(text) {
    if (text === "")
        return Promise.resolve();
    return new Promise((resolve, reject) => {
        process.stdout.write(text, (error) => {
            const code = error?.code ?? "";
            if (!error || GONE.has(code))
                resolve();
            else
                reject(new Error(`stdout: must be writable, got ${code || error.message}`));
        });
    });
}
