// A sample agent of the Jet conformance protocol in Go: workloads and tickets on Go's own channels.
// This file turns lines into requests and answers into lines.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"
)

const (
	mostBytes = 1_048_576
	usageExit = 64
)

func main() {
	if !configured(os.Args[1:]) {
		fmt.Fprintf(os.Stderr, "usage: agent [--wrong NAME], where NAME is one of: %s\n", strings.Join(variantNames(), " "))
		os.Exit(usageExit)
	}
	in := bufio.NewReaderSize(os.Stdin, 64*1024)
	for {
		line, err := nextLine(in)
		if err != nil {
			return
		}
		answer, ends := answered(line)
		if _, err := os.Stdout.Write(append(answer, '\n')); err != nil || ends {
			return
		}
	}
}

func configured(arguments []string) bool {
	switch {
	case len(arguments) == 0:
		return true
	case len(arguments) == 2 && arguments[0] == "--wrong":
		return becomeWrong(arguments[1])
	}
	return false
}

// nextLine returns a line without its end. Of a line that is too long it keeps one byte more than the limit, so that
// such a line cannot fill the memory.
func nextLine(in *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		part, err := in.ReadSlice('\n')
		ended := err == nil
		line = append(line, bytes.TrimSuffix(part, []byte("\n"))...)
		if len(line) > mostBytes {
			line = line[:mostBytes+1]
		}
		switch {
		case ended:
			return line, nil
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case len(line) > 0:
			return line, nil // the last line of the input may have no end
		}
		return nil, err
	}
}

// answered returns the answer to a line, and whether it ends the session.
func answered(line []byte) ([]byte, bool) {
	if len(line) > mostBytes {
		return written(nil, fault("line-too-long")), false
	}
	request, id, refusal := parse(line)
	if refusal != nil {
		return written(nil, *refusal), false
	}
	given := serve(request)
	text := written(&id, given)
	if len(text) > mostBytes {
		text = written(&id, fault("answer-too-long"))
	}
	return text, request["op"] == "bye" && given.Outcome == "ok"
}

// parse returns the request in a line and its id, or the answer to a line that has none.
func parse(line []byte) (object, int64, *answer) {
	value, err := decoded(line)
	request, isObject := value.(object)
	if err != nil || !isObject {
		refusal := fault("bad-line")
		return nil, 0, &refusal
	}
	id, isInteger := asInteger(request["id"])
	if !isInteger || id < 0 {
		refusal := fault("bad-request")
		return nil, 0, &refusal
	}
	return request, id, nil
}

// decoded returns the one JSON value of a line. encoding/json replaces invalid UTF-8 without an error, so that is
// checked before; it refuses more than 10,000 levels of nesting, so depth cannot exhaust the stack.
func decoded(line []byte) (any, error) {
	if !utf8.Valid(line) {
		return nil, errors.New("no UTF-8")
	}
	decoder := json.NewDecoder(bytes.NewReader(line))
	decoder.UseNumber() // a float64 would round ids above 2^53
	var value any
	if err := decoder.Decode(&value); err != nil {
		return nil, err
	}
	if _, err := decoder.Token(); err != io.EOF {
		return nil, errors.New("more than one value")
	}
	return value, nil
}

func serve(request object) (given answer) {
	name, isText := request["op"].(string)
	if !isText || name == "" {
		return fault("bad-request")
	}
	operation, known := operations[name]
	if !known {
		return *unsupported(name)
	}
	defer func() {
		if thrown := recover(); thrown != nil {
			fmt.Fprintln(os.Stderr, thrown)
			given = answer{Outcome: "error", Code: "internal", Definite: new(bool)}
		}
	}()
	value, refusal := operation(request)
	if refusal != nil {
		return *refusal
	}
	return answer{Outcome: "ok", Value: value}
}

func written(id *int64, given answer) []byte {
	given.ID = id
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false) // escapes make an answer longer, and there is a limit
	if err := encoder.Encode(given); err != nil {
		panic(err) // an answer has only members that JSON can express
	}
	return bytes.TrimSuffix(text.Bytes(), []byte("\n"))
}
