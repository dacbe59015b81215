// Gorgonia: the functions that its tensors take to initialize a weight.
package main

import (
	"fmt"
	"math"
	"os"
	"time"

	rng "github.com/leesper/go_rng"
	"gorgonia.org/gorgonia"
	"gorgonia.org/tensor"
	"initgate/protocol"
)

// The gains are those that the documentation advises: 1, and for rectifiers sqrt(2).
var initializers = map[string]func(protocol.Ask) gorgonia.InitWFn{
	"Gaussian": func(ask protocol.Ask) gorgonia.InitWFn {
		return gorgonia.Gaussian(ask.Number("mean", 0), ask.Number("stdev", 1))
	},
	"Uniform": func(ask protocol.Ask) gorgonia.InitWFn {
		return gorgonia.Uniform(ask.Number("low", 0), ask.Number("high", 1))
	},
	"GlorotN": func(ask protocol.Ask) gorgonia.InitWFn { return gorgonia.GlorotN(ask.Number("gain", 1)) },
	"GlorotU": func(ask protocol.Ask) gorgonia.InitWFn { return gorgonia.GlorotU(ask.Number("gain", 1)) },
	"HeN":     func(ask protocol.Ask) gorgonia.InitWFn { return gorgonia.HeN(ask.Number("gain", math.Sqrt2)) },
	"HeU":     func(ask protocol.Ask) gorgonia.InitWFn { return gorgonia.HeU(ask.Number("gain", math.Sqrt2)) },
}

var dtypes = map[string]tensor.Dtype{"float32": tensor.Float32, "float64": tensor.Float64}

// draw makes a node of a graph, as a user does, and takes the value that it begins with.
func draw(ask protocol.Ask) (any, error) {
	initializer, known := initializers[ask.Initializer]
	dtype, typed := dtypes[ask.Dtype]
	if !known || !typed {
		return nil, fmt.Errorf("%s in %s", ask.Initializer, ask.Dtype)
	}
	rng.Seed = time.Now().UnixNano()
	if ask.Seed != nil {
		rng.Seed = *ask.Seed
	}
	graph := gorgonia.NewGraph()
	shape, with := gorgonia.WithShape(ask.Shape...), gorgonia.WithInit(initializer(ask))
	return gorgonia.NewTensor(graph, dtype, len(ask.Shape), shape, gorgonia.WithName("w"), with).Value().Data(), nil
}

func main() {
	about := protocol.About{
		Name: "gorgonia", Version: "0.9.18", Layout: "io,oik,oihw",
		Initializers: []string{"Gaussian", "Uniform", "GlorotN", "GlorotU", "HeN", "HeU"},
		Claims: map[string]any{
			"Gaussian": map[string]any{"as": "random_normal(stddev=1)"},
			"Uniform":  map[string]any{"as": "random_uniform(minval=0,maxval=1)"},
			"GlorotN":  map[string]any{"as": "glorot_normal"},
			"GlorotU":  map[string]any{"as": "glorot_uniform"},
			"HeN":      map[string]any{"as": "he_normal"},
			"HeU":      map[string]any{"as": "he_uniform"},
		},
	}
	if err := protocol.Serve(about, draw); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
