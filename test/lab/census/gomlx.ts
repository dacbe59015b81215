import { claim, type Peer } from "./peer.js";

const INITIALIZERS = "pkg/ml/context/initializers/initializers.go: the comments of each function";
const DEFAULT = "pkg/ml/context/defaultinitializer.go: He";
const SHAPES = [
  [30, 50],
  [3, 2, 5, 7],
];

const both = (name: string, as: string, documented = INITIALIZERS) => claim(name, as, documented, { shapes: SHAPES });

export const gomlx: Peer = {
  name: "GoMLX",
  language: "Go",
  folder: "gomlx",
  build: [["go", "build", "-o", "build/gomlx-subject", "."]],
  program: ["build/gomlx-subject"],
  claims: [
    both("random_normal", "random_normal(stddev=1)"),
    both("random_uniform", "random_uniform(minval=0,maxval=1)"),
    both("glorot_uniform", "glorot_uniform"),
    both("xavier_uniform", "glorot_uniform"),
    both("xavier_normal", "glorot_normal"),
    both("he", "he_normal"),
    both("default", "he_normal", DEFAULT),
    claim("he", "he_normal", INITIALIZERS, { dtype: "float64" }),
    claim("channels_first.he", "he_normal", INITIALIZERS, { shapes: [[7, 5, 3, 2]], layout: "oihw" }),
    claim("channels_first.xavier_uniform", "glorot_uniform", INITIALIZERS, { shapes: [[7, 5, 3, 2]], layout: "oihw" }),
  ],
  imports: `import (
	"fmt"

	"github.com/gomlx/gomlx/backends"
	_ "github.com/gomlx/gomlx/backends/simplego"
	"github.com/gomlx/gomlx/pkg/core/dtypes"
	. "github.com/gomlx/gomlx/pkg/core/graph"
	"github.com/gomlx/gomlx/pkg/core/shapes"
	"github.com/gomlx/gomlx/pkg/core/tensors"
	"github.com/gomlx/gomlx/pkg/core/tensors/images"
	"github.com/gomlx/gomlx/pkg/ml/context"
	"github.com/gomlx/gomlx/pkg/ml/layers"
)

var backend = backends.MustNew()`,
  findings: [
    {
      initializers: ["channels_first.he", "channels_first.xavier_uniform"],
      mistakes: ["wrong-scale"],
      says: "A kernel with its channels first is read as one with its channels last: the fan of 64 inputs at 3x3 is taken for 256 * 64 * 3",
      upstream: "not found",
      language: "go",
      code: `ctx := context.New()
context.MustExecOnce(backend, ctx, func(ctx *context.Context, g *Graph) *Node {
	x := Ones(g, shapes.Make(dtypes.Float32, 1, 64, 5, 5))
	return layers.Convolution(ctx, x).ChannelsAxis(images.ChannelsFirst).Filters(256).KernelSize(3).Done()
})
kernel := ctx.GetVariableByScopeAndName("/conv", "weights").MustValue()
square := 0.0
for _, w := range tensors.MustCopyFlatData[float32](kernel) { square += float64(w * w) }
fmt.Println(kernel.Shape(), square/float64(kernel.Size())/(2.0/(64*9)))`,
    },
  ],
};
