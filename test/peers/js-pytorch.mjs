/** js-pytorch: the weight of nn.Linear, and of its embeddings. */
import { torch } from "js-pytorch";
import { serve, versionOf } from "./protocol.mjs";

await serve({
  name: "js-pytorch",
  version: versionOf("js-pytorch"),
  layout: "io",
  draws: {
    linear: ({ shape: [i, o] }) => new torch.nn.Linear(i, o).W.data,
    randn: ({ shape }) => torch.randn(shape).data,
    rand: ({ shape }) => torch.rand(shape).data,
  },
});
