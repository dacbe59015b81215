/** @jax-js/jax, an optional peer: its samplers, on its WebAssembly backend. It has no initializers of its own. */
import { loadPeer, peerVersion } from "./peer.js";
const SAMPLERS = {
    random_normal: ({ random }, key, { shape, params }) => random.normal(key, shape).mul(Number(params["stddev"])).add(Number(params["mean"])),
    random_uniform: ({ random }, key, { shape, params }) => random.uniform(key, shape, { minval: Number(params["minval"]), maxval: Number(params["maxval"]) }),
};
export async function openJaxJs() {
    const name = "@jax-js/jax";
    const jax = await loadPeer("jax-js", name);
    await jax.init("wasm");
    jax.defaultDevice("wasm");
    return {
        description: {
            name: "jax-js",
            version: peerVersion(name),
            layout: "io,wio,hwio",
            initializers: Object.keys(SAMPLERS),
        },
        draw: async (requests) => {
            const answers = [];
            for (const request of requests)
                answers.push(await answer(jax, request));
            return answers;
        },
        close: async () => { },
    };
}
async function answer(jax, request) {
    const { initializer, shape, dtype } = request;
    const sampler = SAMPLERS[initializer];
    if (sampler === undefined || dtype !== "float32") {
        return { kind: "unsupported", reason: `unsupported: jax-js has no ${initializer} in ${dtype}` };
    }
    try {
        const seed = request.seed ?? crypto.getRandomValues(new Uint32Array(1))[0];
        const data = Float32Array.from(await sampler(jax, jax.random.key(seed), request).data());
        return { kind: "tensor", tensor: { shape, dtype, data } };
    }
    catch (error) {
        const got = error.message;
        return { kind: "broken", reason: `jax-js: ${initializer} must answer ${shape.join("x")}, got ${got}` };
    }
}
