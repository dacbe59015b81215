import { claim, type Peer } from "./peer.js";

const DOCS = "chainer/initializers, docstrings";

export const chainer: Peer = {
  name: "Chainer",
  language: "Python",
  program: ["python", "chainer_init.py"],
  pip: { latest: ["chainer", "numpy<1.24", "setuptools<70"] },
  claims: [
    "normal",
    "uniform",
    "lecun_normal",
    "lecun_uniform",
    "glorot_normal",
    "glorot_uniform",
    "he_normal",
    "he_uniform",
    "orthogonal",
  ].map((name) => claim(name, `chainer:${name}`, DOCS)),
  findings: [],
};
