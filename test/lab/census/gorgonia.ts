import { claim, type Peer } from "./peer.js";

const WEIGHTS = "weights.go: the comments of each function";

export const gorgonia: Peer = {
  name: "Gorgonia",
  language: "Go",
  folder: "gorgonia",
  build: [["go", "build", "-o", "build/gorgonia-subject", "."]],
  program: ["build/gorgonia-subject"],
  claims: [
    claim("Gaussian", "random_normal(stddev=1)", WEIGHTS),
    claim("Uniform", "random_uniform(minval=0,maxval=1)", WEIGHTS),
    claim("GlorotN", "glorot_normal", WEIGHTS),
    claim("GlorotN", "glorot_normal", WEIGHTS, { shapes: [[7, 5, 3, 2]] }),
    claim("GlorotU", "glorot_uniform", WEIGHTS),
    claim("GlorotU", "glorot_uniform", WEIGHTS, { dtype: "float64" }),
    claim("HeN", "he_normal", WEIGHTS, { dtype: "float64" }),
    claim("HeN", "he_normal", WEIGHTS, { dtype: "float64", shapes: [[7, 5, 3, 2]] }),
    claim("HeU", "he_uniform", WEIGHTS, { dtype: "float64" }),
    claim("HeN(gain=1)", "he_normal", "weights.go: HeEtAlN64: randn(n) * sqrt(2/n), a gain of 1 for linear units", {
      dtype: "float64",
    }),
  ],
  imports: `import (
	"fmt"
	"math"
	"math/rand"

	"gorgonia.org/gorgonia"
	"gorgonia.org/tensor"
)

var _, _, _, _ = math.Abs, rand.Int, gorgonia.NewGraph, tensor.Float64`,
  findings: [
    {
      initializers: ["GlorotU"],
      mistakes: ["normal-not-uniform"],
      dtypes: ["float32"],
      says: "GlorotU in float32 draws from the normal: GlorotEtAlU32 calls GlorotEtAlN64",
      upstream: "not found",
      language: "go",
      code: `w := gorgonia.GlorotU(1)(tensor.Float32, 300, 500).([]float32)
largest := 0.0
for _, x := range w { largest = math.Max(largest, math.Abs(float64(x))) }
fmt.Println(largest / math.Sqrt(6.0/800)) // a uniform: at most 1`,
    },
    {
      initializers: ["Uniform", "GlorotU", "HeU"],
      mistakes: ["correlated-entries"],
      says: "Every entry from the 608th on is the sum of two earlier ones, modulo the range: go_rng draws from Go's first math/rand, a lagged Fibonacci generator",
      upstream: "not found; math/rand/v2 has other generators",
      language: "go",
      code: `w := gorgonia.Uniform(0, 1)(tensor.Float64, 100, 100).([]float64)
followed := 0
for n := 607; n < len(w); n++ {
	if math.Abs(math.Mod(w[n-273]+w[n-607], 1)-w[n]) < 1e-9 { followed++ }
}
fmt.Println(followed, "of", len(w)-607)`,
    },
    {
      initializers: ["Uniform", "GlorotU", "HeU"],
      mistakes: ["seed-reused"],
      says: "Go's first math/rand, which go_rng draws from, is not independent between seeds of which one bit differs: both entries of a place lie in the outer half of the law, or both in the inner one, in 46% of the places",
      upstream: "not found; math/rand/v2 has other generators",
      language: "go",
      code: `outer := func(r *rand.Rand) bool { return math.Abs(r.Float64()-0.5) > 0.25 }
seeds, agree, places := rand.New(rand.NewSource(99)), 0, 0
for range [3000]int{} {
	seed := seeds.Int63n(1 << 31)
	a, b := rand.New(rand.NewSource(seed)), rand.New(rand.NewSource(seed^1<<30))
	for range [91]int{} {
		places++
		if outer(a) == outer(b) { agree++ }
	}
}
fmt.Println(float64(agree) / float64(places)) // 0.5 with a standard error of 0.001`,
    },
    {
      initializers: ["HeN(gain=1)"],
      mistakes: ["missing-gain", "fan-scaled"],
      says: "The formula that is documented has sqrt(2/n), the code has gain * sqrt(1/n): with the gain of 1 that it advises for linear units, half the variance",
      upstream: "not found",
      language: "go",
      code: `w := gorgonia.HeN(1)(tensor.Float64, 300, 500).([]float64)
square := 0.0
for _, x := range w { square += x * x }
fmt.Println(square / 150000 / (2.0 / 300))`,
    },
  ],
};
