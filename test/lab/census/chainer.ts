import { claim, type Peer } from "./peer.js";

const DOCS = "chainer/initializers, docstrings";

export const chainer: Peer = {
  name: "Chainer",
  language: "Python",
  subject: "chainer",
  // Its build takes pkg_resources for there.
  pip: { latest: ["chainer", "numpy<1.24"], build: ["setuptools<70", "wheel"] },
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
