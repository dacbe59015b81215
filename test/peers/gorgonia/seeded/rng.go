// Package rng is go_rng with the seed of a request in place of the clock, which Gorgonia seeds every generator with.
package rng

import rng "initgate/go_rng"

// Seed of the generators that are made from now on.
var Seed int64

type (
	GaussianGenerator = rng.GaussianGenerator
	UniformGenerator  = rng.UniformGenerator
	BinomialGenerator = rng.BinomialGenerator
)

func NewGaussianGenerator(int64) *GaussianGenerator { return rng.NewGaussianGenerator(Seed) }
func NewUniformGenerator(int64) *UniformGenerator   { return rng.NewUniformGenerator(Seed) }
func NewBinomialGenerator(int64) *BinomialGenerator { return rng.NewBinomialGenerator(Seed) }
