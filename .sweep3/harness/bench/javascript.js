/** Peers from npm, found in the user's own folder: each fills as its users fill. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
const heNormal = "he_normal";
const glorotUniform = "glorot_uniform";
function filled(n, draw) {
    const out = new Float32Array(n);
    for (let i = 0; i < n; i++)
        out[i] = draw();
    return out;
}
/** The backend is chosen anew before every run: the wasm one is a second backend of the same module. */
async function tfjs(tf, backend) {
    if (!(await tf.setBackend(backend)))
        throw new Error(`its ${backend} backend does not start`);
    const drawn = (make) => async (n) => {
        await tf.setBackend(backend);
        const tensor = make([1000, n / 1000]);
        await tensor.data();
        tensor.dispose();
    };
    return {
        [heNormal]: drawn((shape) => tf.randomNormal(shape)),
        [glorotUniform]: drawn((shape) => tf.randomUniform(shape)),
        truncated_normal: drawn((shape) => tf.truncatedNormal(shape)),
    };
}
/** A peer that takes seconds a run is timed on the small size. */
export const PEERS = [
    {
        name: "@tensorflow/tfjs",
        as: "tfjs-cpu",
        fills: async (folder) => tfjs(await load("@tensorflow/tfjs", folder), "cpu"),
    },
    {
        name: "@tensorflow/tfjs-backend-wasm",
        as: "tfjs-wasm",
        fills: async (folder) => {
            await load("@tensorflow/tfjs-backend-wasm", folder);
            return tfjs(await load("@tensorflow/tfjs", folder), "wasm");
        },
    },
    {
        name: "@stdlib/random-array-normal",
        fills: async (folder) => {
            const { default: normal } = await load("@stdlib/random-array-normal", folder);
            return { [heNormal]: (n) => normal(n, 0, 1, { dtype: "float32" }) };
        },
    },
    {
        name: "d3-random",
        fills: async (folder) => {
            const { randomNormal, randomUniform } = await load("d3-random", folder);
            return {
                [heNormal]: (n) => filled(n, randomNormal()),
                [glorotUniform]: (n) => filled(n, randomUniform()),
            };
        },
    },
];
const LARGEST = 1e6;
/** The peers that `folder` has, and the names of those that it has not. */
export async function javascriptContenders(folder, { sizes }) {
    const contenders = [];
    const absent = [];
    for (const { name, as = name, fills } of PEERS) {
        try {
            const fill = await fills(folder);
            const tasks = Object.entries(fill).flatMap(([initializer, run]) => sizes.filter((n) => n <= LARGEST).map((elements) => taskOf(initializer, elements, run)));
            contenders.push({ implementation: as, version: versionOf(pathOf(name, folder), name), tasks });
        }
        catch (error) {
            absent.push(`${as}: ${error.message.split("\n")[0]}`);
        }
    }
    return { contenders, absent };
}
const taskOf = (initializer, elements, fill) => ({
    ...{ initializer, elements, threads: 1 },
    async run() {
        await fill(elements);
        return undefined;
    },
});
const pathOf = (name, folder) => createRequire(resolve(folder, "package.json")).resolve(name);
const load = (name, folder) => import(pathToFileURL(pathOf(name, folder)).href);
/** From the package.json above the file that the name resolved to. */
function versionOf(path, name) {
    for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
        try {
            const found = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
            if (found.name === name)
                return found.version;
        }
        catch {
            // the folder above
        }
    }
    return "";
}
