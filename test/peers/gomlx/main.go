// GoMLX, on its backend in Go: the weights of its layers, by its default and by each of its initializers.
package main

import (
	"crypto/rand"
	"encoding/binary"
	"fmt"
	"os"
	"strings"

	"github.com/gomlx/gomlx/backends"
	_ "github.com/gomlx/gomlx/backends/simplego"
	"github.com/gomlx/gomlx/pkg/core/dtypes"
	. "github.com/gomlx/gomlx/pkg/core/graph"
	"github.com/gomlx/gomlx/pkg/core/shapes"
	"github.com/gomlx/gomlx/pkg/core/tensors"
	"github.com/gomlx/gomlx/pkg/core/tensors/images"
	"github.com/gomlx/gomlx/pkg/ml/context"
	"github.com/gomlx/gomlx/pkg/ml/context/initializers"
	"github.com/gomlx/gomlx/pkg/ml/layers"
	"initgate/protocol"
)

// initializer is that of a name; nil leaves the context its default.
func initializer(name string, ask protocol.Ask, ctx *context.Context) (initializers.VariableInitializer, error) {
	switch name {
	case "random_normal":
		return initializers.RandomNormalFn(ctx, ask.Number("stddev", 1)), nil
	case "random_uniform":
		return initializers.RandomUniformFn(ctx, ask.Number("minval", 0), ask.Number("maxval", 1)), nil
	case "glorot_uniform":
		return initializers.GlorotUniformFn(ctx), nil
	case "xavier_uniform":
		return initializers.XavierUniformFn(ctx), nil
	case "xavier_normal":
		return initializers.XavierNormalFn(ctx), nil
	case "he":
		return initializers.HeFn(ctx), nil
	case "default":
		return nil, nil
	}
	return nil, fmt.Errorf("%s", name)
}

// layer applies the layer whose weight has the shape; a convolution of channels first keeps its kernel so.
func layer(ctx *context.Context, g *Graph, dtype dtypes.DType, n []int, first bool) (scope string) {
	switch {
	case len(n) == 2:
		layers.Dense(ctx, Ones(g, shapes.Make(dtype, 1, n[0])), false, n[1])
		return "/dense"
	case first:
		x := Ones(g, shapes.Make(dtype, 1, n[1], n[2], n[3]))
		layers.Convolution(ctx, x).ChannelsAxis(images.ChannelsFirst).Filters(n[0]).KernelSizePerDim(n[2], n[3]).UseBias(false).Done()
	default:
		x := Ones(g, shapes.Make(dtype, 1, n[0], n[1], n[2]))
		layers.Convolution(ctx, x).Filters(n[3]).KernelSizePerDim(n[0], n[1]).UseBias(false).Done()
	}
	return "/conv"
}

func draw(backend backends.Backend) func(protocol.Ask) (any, error) {
	return func(ask protocol.Ask) (any, error) {
		dtype, known := map[string]dtypes.DType{"float32": dtypes.Float32, "float64": dtypes.Float64}[ask.Dtype]
		if !known || len(ask.Shape) != 2 && len(ask.Shape) != 4 {
			return nil, fmt.Errorf("%s in %s, of %d axes", ask.Initializer, ask.Dtype, len(ask.Shape))
		}
		name, first := strings.CutPrefix(ask.Initializer, "channels_first.")
		seed := int64(0)
		if ask.Seed != nil {
			seed = *ask.Seed
		} else if err := binary.Read(rand.Reader, binary.LittleEndian, &seed); err != nil {
			return nil, err
		}
		ctx := context.New()
		if err := ctx.SetRNGStateFromSeed(seed); err != nil {
			return nil, err
		}
		given, err := initializer(name, ask, ctx)
		if err != nil {
			return nil, err
		}
		if given != nil {
			ctx = ctx.WithInitializer(given)
		}
		scope := ""
		context.MustExecOnce(backend, ctx, func(ctx *context.Context, g *Graph) *Node {
			scope = layer(ctx, g, dtype, ask.Shape, first)
			return Const(g, float32(0))
		})
		weight := ctx.GetVariableByScopeAndName(scope, "weights").MustValue()
		if fmt.Sprint(weight.Shape().Dimensions) != fmt.Sprint(ask.Shape) {
			return nil, fmt.Errorf("a weight of %v", weight.Shape().Dimensions)
		}
		if dtype == dtypes.Float64 {
			return tensors.MustCopyFlatData[float64](weight), nil
		}
		return tensors.MustCopyFlatData[float32](weight), nil
	}
}

func main() {
	names := []string{
		"random_normal", "random_uniform", "glorot_uniform", "xavier_uniform", "xavier_normal", "he", "default",
		"channels_first.he", "channels_first.xavier_uniform",
	}
	as := func(law string) map[string]any { return map[string]any{"as": law} }
	first := func(law string) map[string]any {
		return map[string]any{"as": law, "layout": "oihw", "shapes": []string{"7x5x3x2"}}
	}
	about := protocol.About{
		Name: "gomlx", Version: "0.26.0", Layout: "io,hwio", Initializers: names,
		Claims: map[string]any{
			"random_normal": as("random_normal(stddev=1)"), "random_uniform": as("random_uniform(minval=0,maxval=1)"),
			"glorot_uniform": as("glorot_uniform"), "xavier_uniform": as("glorot_uniform"),
			"xavier_normal": as("glorot_normal"), "he": as("he_normal"), "default": as("he_normal"),
			"channels_first.he": first("he_normal"), "channels_first.xavier_uniform": first("glorot_uniform"),
		},
	}
	backend, err := backends.NewWithConfig("go")
	if err == nil {
		err = protocol.Serve(about, draw(backend))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
