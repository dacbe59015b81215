/** Ctrl-C and its kin: a run ends within two seconds, whatever it is doing. */
/** By signal, the exit code that a shell would give. */
const EXITS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };
export const exitOf = (signal) => EXITS[signal];
/** A second signal ends the program at once. */
export function listenForSignals() {
    let heard = false;
    let come;
    const signal = new Promise((resolve) => {
        come = resolve;
    });
    const listener = (name) => {
        if (heard)
            process.exit(exitOf(name));
        heard = true;
        come(name);
    };
    for (const name of Object.keys(EXITS))
        process.on(name, listener);
    return {
        signal,
        ignore: () => {
            for (const name of Object.keys(EXITS))
                process.off(name, listener);
        },
    };
}
