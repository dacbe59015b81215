module initgate/protocol

go 1.24
