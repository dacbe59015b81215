// Spago: its initializers of matrices.
package main

import (
	crypto "crypto/rand"
	"encoding/binary"
	"fmt"
	"os"

	"github.com/nlpodyssey/spago/initializers"
	"github.com/nlpodyssey/spago/mat"
	"github.com/nlpodyssey/spago/mat/rand"
	"initgate/protocol"
)

var fills = map[string]func(mat.Matrix, protocol.Ask, *rand.LockedRand) mat.Matrix{
	"Uniform": func(m mat.Matrix, ask protocol.Ask, generator *rand.LockedRand) mat.Matrix {
		return initializers.Uniform(m, ask.Number("min", 0), ask.Number("max", 1), generator)
	},
	"Normal": func(m mat.Matrix, ask protocol.Ask, generator *rand.LockedRand) mat.Matrix {
		return initializers.Normal(m, ask.Number("mean", 0), ask.Number("std", 1), generator)
	},
	"XavierUniform": func(m mat.Matrix, ask protocol.Ask, generator *rand.LockedRand) mat.Matrix {
		return initializers.XavierUniform(m, ask.Number("gain", 1), generator)
	},
	"XavierNormal": func(m mat.Matrix, ask protocol.Ask, generator *rand.LockedRand) mat.Matrix {
		return initializers.XavierNormal(m, ask.Number("gain", 1), generator)
	},
}

func draw(ask protocol.Ask) (any, error) {
	fill, known := fills[ask.Initializer]
	if !known || len(ask.Shape) != 2 {
		return nil, fmt.Errorf("%s of %d axes", ask.Initializer, len(ask.Shape))
	}
	seed := uint64(0)
	if ask.Seed != nil {
		seed = uint64(*ask.Seed)
	} else if err := binary.Read(crypto.Reader, binary.LittleEndian, &seed); err != nil {
		return nil, err
	}
	generator := rand.NewLockedRand(seed)
	switch ask.Dtype {
	case "float32":
		matrix := fill(mat.NewDense[float32](mat.WithShape(ask.Shape...)), ask, generator)
		return mat.Data[float32](matrix), nil
	case "float64":
		matrix := fill(mat.NewDense[float64](mat.WithShape(ask.Shape...)), ask, generator)
		return mat.Data[float64](matrix), nil
	}
	return nil, fmt.Errorf("%s in %s", ask.Initializer, ask.Dtype)
}

func main() {
	as := func(law string) map[string]any { return map[string]any{"as": law} }
	about := protocol.About{
		Name: "spago", Version: "1.1.0", Layout: "oi",
		Initializers: []string{"Uniform", "Normal", "XavierUniform", "XavierNormal"},
		Claims: map[string]any{
			"Uniform": as("random_uniform(minval=0,maxval=1)"), "Normal": as("random_normal(stddev=1)"),
			"XavierUniform": as("glorot_uniform"), "XavierNormal": as("glorot_normal"),
		},
	}
	if err := protocol.Serve(about, draw); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
