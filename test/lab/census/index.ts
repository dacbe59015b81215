/** The libraries of the census; adding one is a file and a line here. */
import { autograd } from "./autograd.js";
import { brainJs } from "./brainJs.js";
import { burn } from "./burn.js";
import { candle } from "./candle.js";
import { chainer } from "./chainer.js";
import { convnetjs } from "./convnetjs.js";
import { deepnetts } from "./deepnetts.js";
import { dfdx } from "./dfdx.js";
import { djl } from "./djl.js";
import { dl4j } from "./dl4j.js";
import { dlib } from "./dlib.js";
import { encog } from "./encog.js";
import { equinox } from "./equinox.js";
import { fann } from "./fann.js";
import { flax } from "./flax.js";
import { gomlx } from "./gomlx.js";
import { gorgonia } from "./gorgonia.js";
import { haiku } from "./haiku.js";
import { jax } from "./jax.js";
import { jaxComplex } from "./jaxComplex.js";
import { jaxJs } from "./jaxJs.js";
import { jsPytorch } from "./jsPytorch.js";
import { kerasJax, kerasNumpy, kerasTensorflow, kerasTorch } from "./keras.js";
import { libtorch } from "./libtorch.js";
import { mindspore } from "./mindspore.js";
import { mlFnn } from "./mlFnn.js";
import { mlx } from "./mlx.js";
import { mxnet } from "./mxnet.js";
import { neataptic } from "./neataptic.js";
import { paddle } from "./paddle.js";
import type { Peer } from "./peer.js";
import { sklearn } from "./sklearn.js";
import { spago } from "./spago.js";
import { synaptic } from "./synaptic.js";
import { tensorflow } from "./tensorflow.js";
import { tfjs } from "./tfjs.js";
import { timm } from "./timm.js";
import { tinyDnn } from "./tinyDnn.js";
import { tinygrad } from "./tinygrad.js";
import { torch } from "./torch.js";
import { transformers } from "./transformers.js";

export const peers: readonly Peer[] = [
  torch,
  kerasTensorflow,
  kerasJax,
  kerasTorch,
  kerasNumpy,
  tensorflow,
  jax,
  jaxComplex,
  flax,
  haiku,
  equinox,
  paddle,
  mlx,
  tinygrad,
  timm,
  transformers,
  chainer,
  mindspore,
  mxnet,
  sklearn,
  tfjs,
  jaxJs,
  jsPytorch,
  convnetjs,
  brainJs,
  mlFnn,
  synaptic,
  neataptic,
  candle,
  burn,
  gorgonia,
  gomlx,
  dl4j,
  djl,
  dlib,
  tinyDnn,
  fann,
  libtorch,
  dfdx,
  autograd,
  spago,
  deepnetts,
  encog,
];

/** The library of a row. */
export const peerNamed = (name: string): Peer => peers.find((peer) => peer.name === name)!;
