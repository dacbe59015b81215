import { openStream } from "../random/index.js";
import { shapeOf } from "../shape.js";
/** Weights of one network are kept for the way back if they have no more entries than this; else they are drawn again. */
const KEPT = 2 ** 24;
/** The weights of one network: a pure function of rule, widths, seed and the network's number, whoever asks how often. */
export function weightsOf(rule, widths, seed, net) {
    const draw = (layer) => {
        const shape = layerShape(widths, layer);
        rule.expect(shape);
        return rule.fill(shape, streamOf(seed, net, layer));
    };
    if (entriesOf(widths) > KEPT)
        return draw;
    const kept = new Map();
    return (layer) => {
        const weights = kept.get(layer) ?? draw(layer);
        kept.set(layer, weights);
        return weights;
    };
}
/** The same weights; those of a large network are never at hand as a whole where entries are drawn independently. */
export function layersOf(rule, widths, seed, net) {
    const isLarge = entriesOf(widths) > KEPT;
    return (isLarge ? drawnLayers(rule, widths, seed, net) : undefined) ?? weightsOf(rule, widths, seed, net);
}
/** Undefined for a rule that draws whole matrices. */
export function drawnLayers(rule, widths, seed, net) {
    if (rule.drawnFrom === undefined)
        return undefined;
    return (layer) => ({ law: rule.drawnFrom(layerShape(widths, layer)), stream: streamOf(seed, net, layer) });
}
const layerShape = (widths, layer) => shapeOf([widths[layer - 1], widths[layer]], "io");
const streamOf = (seed, net, layer) => openStream(seed, `net ${net} layer ${layer}`);
const entriesOf = (widths) => widths.slice(1).reduce((sum, width, l) => sum + width * widths[l], 0);
