// Package protocol speaks the subject protocol: one JSON object a line on stdin, one answer each on stdout, in order.
package protocol

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"os"
	"strings"
)

// About says what a library is. Claims say of single names what the other words cannot.
type About struct {
	Name         string         `json:"name"`
	Version      string         `json:"version"`
	Layout       string         `json:"layout"`
	Initializers []string       `json:"initializers"`
	Claims       map[string]any `json:"claims"`
}

// Ask is one request; a nil Seed asks for fresh entropy.
type Ask struct {
	Describe    bool           `json:"describe"`
	ID          any            `json:"id"`
	Initializer string         `json:"initializer"`
	Shape       []int          `json:"shape"`
	Groups      int            `json:"groups"`
	Dtype       string         `json:"dtype"`
	Seed        *int64         `json:"seed"`
	Params      map[string]any `json:"params"`
}

// Number is a parameter, or what stands for it where the request has none.
func (ask Ask) Number(name string, otherwise float64) float64 {
	if value, is := ask.Params[name].(float64); is {
		return value
	}
	return otherwise
}

// npy writes entries, a []float32 or []float64 in C order, as one file of version 1.
func npy(shape []int, entries any) ([]byte, error) {
	descr := map[string]string{"[]float32": "<f4", "[]float64": "<f8"}[fmt.Sprintf("%T", entries)]
	if descr == "" {
		return nil, fmt.Errorf("entries of type %T", entries)
	}
	axes := strings.Trim(strings.ReplaceAll(fmt.Sprint(shape), " ", ", "), "[]")
	text := fmt.Sprintf("{'descr': '%s', 'fortran_order': False, 'shape': (%s,), }", descr, axes)
	length := (len(text)+11+63)/64*64 - 10
	var file bytes.Buffer
	file.WriteString("\x93NUMPY\x01\x00")
	_ = binary.Write(&file, binary.LittleEndian, uint16(length))
	fmt.Fprintf(&file, "%-*s\n", length-1, text)
	err := binary.Write(&file, binary.LittleEndian, entries)
	return file.Bytes(), err
}

// answer is a file, or says why there is none: what draw returns or panics with.
func answer(ask Ask, draw func(Ask) (any, error)) (reply []byte) {
	refuse := func(why any) {
		reply, _ = json.Marshal(map[string]any{"id": ask.ID, "error": fmt.Sprintf("unsupported: %v", why)})
		reply = append(reply, '\n')
	}
	defer func() {
		if why := recover(); why != nil {
			refuse(why)
		}
	}()
	entries, err := draw(ask)
	if err == nil {
		reply, err = npy(ask.Shape, entries)
	}
	if err != nil {
		refuse(err)
	}
	return reply
}

// Serve answers until stdin ends.
func Serve(about About, draw func(Ask) (any, error)) error {
	in, out := bufio.NewScanner(os.Stdin), bufio.NewWriter(os.Stdout)
	for in.Scan() {
		var ask Ask
		if err := json.Unmarshal(in.Bytes(), &ask); err != nil {
			return err
		}
		reply := []byte(nil)
		if ask.Describe {
			reply, _ = json.Marshal(about)
			reply = append(reply, '\n')
		} else {
			reply = answer(ask, draw)
		}
		if _, err := out.Write(reply); err != nil {
			return err
		}
		if err := out.Flush(); err != nil {
			return err
		}
	}
	return in.Err()
}
