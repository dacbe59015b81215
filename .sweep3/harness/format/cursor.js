const WINDOW = 2 ** 16;
const LONGEST_TEXT = 2 ** 16;
const utf8 = new TextDecoder("utf-8");
/** From `at` to `end`. */
export function cursorOver(bytes, at = 0, end = bytes.size) {
    let window = new Uint8Array(0);
    let from = at;
    const need = (count) => {
        if (!(count >= 0 && at + count <= end))
            throw new Error(`must have ${count} bytes at ${at}, got ${end - at}`);
        if (at >= from && at + count <= from + window.length)
            return;
        window = bytes.readNow(at, Math.min(end - at, Math.max(count, WINDOW)));
        from = at;
    };
    const view = (count) => {
        need(count);
        at += count;
        return new DataView(window.buffer, window.byteOffset + at - count - from, count);
    };
    return {
        get at() {
            return at;
        },
        end,
        view,
        byte: () => {
            need(1);
            return window[at++ - from];
        },
        text: (count, most = LONGEST_TEXT) => {
            if (count > most)
                throw new Error(`text must have at most ${most} bytes, got ${count}`);
            return utf8.decode(view(count));
        },
        skip: (count) => {
            if (!(count >= 0 && at + count <= end))
                throw new Error(`must have ${count} bytes at ${at}, got ${end - at}`);
            at += count;
        },
    };
}
