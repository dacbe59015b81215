/**
 * What the thread of a command's operation runs: the main thread stays free for signals and the terminal. Its modules are
 * loaded one after the other, so that a few file descriptors are enough.
 */
import { createRequire } from "node:module";
import { parentPort, workerData } from "node:worker_threads";
const post = (message) => parentPort.postMessage(message);
try {
    const { operation, request } = workerData;
    const require = createRequire(import.meta.url);
    const { surroundings } = require("./surroundings.js");
    const { operations } = require("./harness/operation/index.js");
    // What is loaded here is not loaded again below.
    require(`./harness/operation/${operation.split(" ")[0]}.js`);
    const run = (await operations[operation]());
    const around = { ...surroundings, thread: new URL("./thread.js", import.meta.url) };
    const result = await run(request, around, {
        begin: (head) => post({ kind: "begin", head }),
        row: (row, done, of) => post({ kind: "row", row, done, of }),
        progress: (done, of) => post({ kind: "progress", done, of }),
    });
    post({ kind: "result", result });
}
catch (error) {
    post({ kind: "error", message: error.message });
}
