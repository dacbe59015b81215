module initgate/spago

go 1.24

require (
	github.com/nlpodyssey/spago v1.1.0
	initgate/protocol v0.0.0
)

require github.com/google/flatbuffers v23.5.26+incompatible // indirect

replace initgate/protocol => ../protocol-go
