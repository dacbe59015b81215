/** How far a command is: a bar with an estimate on a terminal, elsewhere a line every ten seconds; on stderr. */
import { Presets, SingleBar } from "cli-progress";
const EVERY = 10_000;
export function openProgress({ quiet, unit, stream = process.stderr, every = EVERY }) {
    if (quiet)
        return { update: () => { }, stop: () => { } };
    return stream.isTTY ? bar(unit, stream) : lines(unit, stream, every);
}
/** Whatever ends the program, the terminal is as it was: the bar switches neither the cursor nor the wrapping off. */
function bar(unit, stream) {
    const shown = new SingleBar({ format: `{bar} {value}/{total} ${unit}, {left}`, barsize: 30, clearOnComplete: true, stream, linewrap: true }, Presets.rect);
    const start = performance.now();
    return {
        update(done, of) {
            const facts = { left: leftText(performance.now() - start, done, of) };
            if (!shown.isActive)
                shown.start(of, done, facts);
            shown.setTotal(of);
            shown.update(done, facts);
        },
        stop: () => shown.stop(),
    };
}
function lines(unit, stream, every) {
    const start = performance.now();
    let [done, of] = [0, 0];
    const timer = setInterval(() => {
        if (of > 0)
            stream.write(`initgate: ${done}/${of} ${unit}, ${leftText(performance.now() - start, done, of)}\n`);
    }, every);
    timer.unref();
    return {
        update(now, total) {
            [done, of] = [now, total];
        },
        stop: () => clearInterval(timer),
    };
}
/** "about 2 min left": as if the rest took as long a piece as what is done. */
export function leftText(spent, done, of) {
    if (done === 0)
        return "time left unknown";
    const seconds = (spent / 1000 / done) * Math.max(0, of - done);
    if (seconds < 90)
        return `about ${Math.ceil(seconds)} s left`;
    if (seconds < 5400)
        return `about ${Math.round(seconds / 60)} min left`;
    return `about ${(seconds / 3600).toFixed(1)} h left`;
}
