export function byteReader(stream) {
    const chunks = stream[Symbol.asyncIterator]();
    let held = Buffer.alloc(0);
    let ended = false;
    let failure;
    const next = async () => {
        try {
            const { done, value } = await chunks.next();
            if (done !== true)
                return value;
        }
        catch (error) {
            failure ??= error;
        }
        ended = true;
        return undefined;
    };
    /** Hands the next `count` bytes to `keep`, chunk by chunk. */
    const pass = async (count, keep) => {
        for (let at = 0;;) {
            const part = held.subarray(0, count - at);
            keep(part, at);
            at += part.length;
            held = held.subarray(part.length);
            if (at === count)
                return true;
            const chunk = await next();
            if (chunk === undefined)
                return false;
            held = chunk;
        }
    };
    return {
        held: () => held,
        more: async () => {
            const chunk = await next();
            if (chunk !== undefined)
                held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
            return chunk !== undefined;
        },
        take: async (count) => {
            const bytes = new Uint8Array(count);
            return (await pass(count, (chunk, at) => bytes.set(chunk, at))) ? bytes : undefined;
        },
        skip: (count) => pass(count, () => { }),
        waiting: () => held.length > 0 || stream.readableLength > 0,
        ended: () => ended,
        failure: () => failure,
    };
}
