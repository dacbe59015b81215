import { entries } from "./contracts.js";
import { aes, mersenneTwister, xoshiro128 } from "./generators.js";
import { boxMuller, inverse, polar } from "./normals.js";
import { orthonormalMatrix } from "./orthonormal.js";
import { from53Bits, fromBits } from "./uniforms.js";
import { ziggurat } from "./ziggurat.js";
/** Every generator, every grid of uniforms and every way to a normal, at least once. */
export const routes = {
    "box-muller-53": { generator: xoshiro128, uniform: from53Bits, normal: boxMuller },
    "polar-53": { generator: mersenneTwister, uniform: from53Bits, normal: polar },
    "ziggurat-32": { generator: xoshiro128, uniform: fromBits(32), normal: ziggurat },
    "inverse-32": { generator: aes, uniform: fromBits(32), normal: inverse },
    "inverse-23": { generator: mersenneTwister, uniform: fromBits(23), normal: inverse },
    "polar-24": { generator: aes, uniform: fromBits(24), normal: polar },
};
export const routeNames = Object.keys(routes);
const LAYOUTS = "io,wio,hwio,dhwio";
const matrices = ["orthogonal", "sparse"];
export function rightSubject(route) {
    return {
        description: { name: route, version: "0", layout: LAYOUTS, initializers: [...Object.keys(entries), ...matrices] },
        draw: async (requests) => requests.map((request) => answer(routes[route], request)),
        close: async () => { },
    };
}
function answer(route, request) {
    const { shape, layout, dtype, seed, initializer } = request;
    if (!LAYOUTS.split(",").includes(layout))
        return { kind: "unsupported", reason: `unsupported: layout ${layout}` };
    const uniform = route.uniform(route.generator(seed ?? 0));
    const exact = drawn(request, { uniform, normal: route.normal(uniform) });
    if (exact === undefined)
        return { kind: "unsupported", reason: `unsupported: no initializer ${initializer}` };
    const round = ROUNDING[dtype];
    const data = dtype === "float64" ? exact : Float32Array.from(exact, round);
    return { kind: "tensor", tensor: { shape, dtype, data } };
}
function drawn({ initializer, shape, params }, from) {
    const outputs = shape.at(-1);
    const size = shape.reduce((product, d) => product * d, 1);
    const fanIn = size / outputs;
    const field = fanIn / shape.at(-2);
    if (initializer === "orthogonal") {
        return orthonormalMatrix(fanIn, outputs, from.normal).map((x) => x * Number(params["gain"]));
    }
    if (initializer === "sparse")
        return sparse(fanIn, outputs, params, from);
    const entry = entries[initializer];
    if (entry === undefined)
        return undefined;
    return Float64Array.from({ length: size }, () => entry(fanIn, outputs * field, params, from));
}
/** In every column the rows that come first in a random order are zero. */
function sparse(rows, columns, params, { uniform, normal }) {
    const out = Float64Array.from({ length: rows * columns }, () => Number(params["stddev"]) * normal());
    const zeros = Math.ceil(Number(params["sparsity"]) * rows);
    for (let column = 0; column < columns; column++) {
        const order = Array.from({ length: rows }, (_, row) => ({ row, rank: uniform() }));
        order.sort((a, b) => a.rank - b.rank);
        for (const { row } of order.slice(0, zeros))
            out[row * columns + column] = 0;
    }
    return out;
}
/** To the nearest number of so many significand bits, ties to even: by adding and taking away a large number. */
const toBits = (bits, smallest) => (x) => {
    const exponent = Math.max(smallest, Math.floor(Math.log2(Math.abs(x))));
    const large = 1.5 * 2 ** (52 + exponent - bits + 1);
    return x === 0 ? x : x + large - large;
};
const ROUNDING = {
    float64: (x) => x,
    float32: Math.fround,
    float16: toBits(11, -14),
    bfloat16: toBits(8, -126),
};
