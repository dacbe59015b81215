module github.com/leesper/go_rng

go 1.24

require initgate/go_rng v0.0.0
