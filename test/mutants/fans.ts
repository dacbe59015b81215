/** Fans counted wrongly: the commonest mistake of all. */
import { signedUniformLaw, standardNormal } from "../../harness/contract/law/index.js";
import { varianceScaling } from "../../harness/contract/rule/index.js";
import { drawing, fanned, type Mutant, readAs } from "./mutant.js";

const heNormal = varianceScaling(standardNormal, 2, "in");
const heUniform = varianceScaling(signedUniformLaw, 2, "in");
const glorotNormal = varianceScaling(standardNormal, 1, "avg");

const CONV = { shape: [3, 2, 5, 7], layout: "hwio" };
const CONV_3D = { shape: [3, 2, 2, 4, 3], layout: "dhwio" };
const GROUPED = { shape: [24, 4, 3, 2], layout: "(go)ihw", groups: 3 };

export const fanMutants: readonly Mutant[] = [
  {
    name: "he-normal-fan-out",
    of: "he_normal",
    mistake: "fan-out-for-fan-in",
    fill: drawing(varianceScaling(standardNormal, 2, "out")),
  },
  {
    name: "he-uniform-fan-out",
    of: "he_uniform",
    mistake: "fan-out-for-fan-in",
    fill: drawing(varianceScaling(signedUniformLaw, 2, "out")),
  },
  {
    name: "lecun-normal-transposed",
    of: "lecun_normal",
    mistake: "fan-out-for-fan-in",
    fill: readAs(varianceScaling(standardNormal, 1, "in"), "oi"),
  },
  {
    name: "fan-in-though-fan-out",
    of: "variance_scaling",
    mistake: "fan-in-for-fan-out",
    fill: drawing(varianceScaling(standardNormal, 2, "in")),
    seenAt: { params: { scale: 2, mode: "fan_out", distribution: "normal" } },
  },
  {
    name: "he-normal-fan-average",
    of: "he_normal",
    mistake: "fan-avg",
    fill: drawing(varianceScaling(standardNormal, 2, "avg")),
  },
  {
    name: "he-normal-is-glorot",
    of: "he_normal",
    mistake: "fan-sum-unhalved",
    also: ["fan-avg"],
    fill: drawing(glorotNormal),
  },
  {
    name: "glorot-uniform-fan-sum",
    of: "glorot_uniform",
    mistake: "fan-sum-unhalved",
    also: ["missing-gain"],
    fill: drawing(varianceScaling(signedUniformLaw, 1 / 2, "avg")),
  },
  {
    name: "glorot-normal-fan-sum",
    of: "glorot_normal",
    mistake: "fan-sum-unhalved",
    also: ["missing-gain"],
    fill: drawing(varianceScaling(standardNormal, 1 / 2, "avg")),
  },
  {
    name: "he-normal-no-receptive-field",
    of: "he_normal",
    mistake: "receptive-field-ignored",
    fill: fanned(heNormal, ({ inputs }) => ({ fanIn: inputs })),
    seenAt: CONV,
  },
  {
    name: "he-uniform-no-receptive-field-3d",
    of: "he_uniform",
    mistake: "receptive-field-ignored",
    fill: fanned(heUniform, ({ inputs }) => ({ fanIn: inputs })),
    seenAt: CONV_3D,
  },
  {
    name: "grouped-conv-fan-in",
    of: "he_normal",
    mistake: "groups-ignored",
    fill: fanned(heNormal, ({ fanIn, groups }) => ({ fanIn: fanIn * groups })),
    seenAt: GROUPED,
  },
  {
    name: "grouped-conv-fan-out",
    of: "variance_scaling",
    mistake: "groups-ignored",
    fill: readAs(varianceScaling(standardNormal, 2, "out"), "oihw"),
    seenAt: { ...GROUPED, params: { scale: 2, mode: "fan_out", distribution: "normal" } },
  },
  {
    name: "fan-in-less-one",
    of: "he_normal",
    mistake: "wrong-scale",
    fill: fanned(heNormal, ({ fanIn }) => ({ fanIn: fanIn - 1 })),
    seenAt: { shape: [7, 13] },
  },
  {
    name: "fan-in-counts-bias",
    of: "he_uniform",
    mistake: "wrong-scale",
    fill: fanned(heUniform, ({ fanIn }) => ({ fanIn: fanIn + 1 })),
    seenAt: { shape: [7, 13] },
  },
];
