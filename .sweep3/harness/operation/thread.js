/**
 * Waits for the result.
 *
 * @throws Error of one line: the operation's own, or the thread's where it could not start or ran out of memory
 */
export function resultOf(thread, watch) {
    return new Promise((resolve, reject) => {
        thread.on("message", (message) => {
            if (message.kind === "begin")
                watch.begin(message.head);
            else if (message.kind === "row")
                watch.row(message.row, message.done, message.of);
            else if (message.kind === "progress")
                watch.progress(message.done, message.of);
            else if (message.kind === "result")
                resolve(message.result);
            else
                reject(new Error(message.message));
        });
        thread.on("error", (error) => reject(error));
        thread.on("exit", (code) => reject(new Error(`a thread must answer, got its end with code ${code}`)));
    });
}
