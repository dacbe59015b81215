/** Throws an Error of one line where the package is not installed. */
export async function hdf5Library() {
    const loaded = await import("h5wasm").catch((error) => {
        if (error.code !== "ERR_MODULE_NOT_FOUND")
            throw error;
        throw new Error("h5: needs the package h5wasm beside initgate (npm install h5wasm), got none");
    });
    const module = (await loaded.default.ready);
    module.activate_throwing_error_handler();
    // What the library prints is in the errors that it throws.
    for (const stream of module.FS.streams) {
        if (stream?.tty !== undefined)
            stream.tty.ops = { put_char: () => { }, fsync: () => { }, get_char: () => null };
    }
    return module;
}
let opened = 0;
/** A file of these bytes in the library's own world; answers its name there. */
export function offerBytes({ FS }, bytes) {
    const name = `${++opened}.h5`;
    const node = FS.createFile("/", name, {}, true, false);
    node.usedBytes = bytes.size;
    node.stream_ops = {
        ...node.stream_ops,
        read: (_, to, offset, length, position) => {
            const count = Math.max(0, Math.min(length, bytes.size - position));
            to.set(bytes.readNow(position, count), offset);
            return count;
        },
    };
    return `/${name}`;
}
