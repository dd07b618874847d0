package main

// The features, and the operations of a session (CONF-09 to CONF-15).

const onlyProfile = "tagged"

// capabilities are the chapters and levels that are announced: all that this agent serves.
var capabilities = map[string][]string{
	"workload": {"run"},
	"channel":  {"workload", "tickets", "unbuffered", "buffered", "try", "close", "cancel", "length"},
	"select":   {"workload", "tickets", "send", "receive", "default"},
}

type operation func(request object) (any, *answer)

var operations = map[string]operation{
	"hello":        opHello,
	"configure":    opConfigure,
	"reset":        opReset,
	"ping":         opNothing,
	"cancel":       opCancel,
	"bye":          opNothing,
	"workload.run": opRun,

	"channel.new":        opNew,
	"channel.send":       opSend,
	"channel.receive":    opReceive,
	"channel.trySend":    opTrySend,
	"channel.tryReceive": opTryReceive,
	"channel.close":      opClose,
	"channel.await":      opAwait,
	"channel.cancel":     opCancelWait,
	"channel.length":     opLength,
	"channel.select":     opSelect,
}

func opHello(request object) (any, *answer) {
	speaksOne, refusal := protocolOne(request)
	if refusal != nil {
		return nil, refusal
	}
	suite, refusal := objectOf(request, "suite")
	if refusal != nil {
		return nil, refusal
	}
	for _, member := range []struct {
		holder object
		name   string
	}{{suite, "name"}, {suite, "version"}, {request, "spec"}} {
		if _, refusal := text(member.holder, member.name); refusal != nil {
			return nil, refusal
		}
	}
	if !speaksOne {
		refusal := fault("no-protocol")
		return nil, &refusal
	}
	return introduction(), nil
}

func protocolOne(request object) (bool, *answer) {
	protocols, refusal := array(request, "protocols")
	if refusal != nil {
		return false, refusal
	}
	found := false
	for _, protocol := range protocols {
		number, isInteger := asInteger(protocol)
		if !isInteger {
			return false, badRequest("protocols are no numbers")
		}
		found = found || number == 1
	}
	if len(protocols) == 0 {
		return false, badRequest("there are no protocols")
	}
	return found, nil
}

func introduction() object {
	return object{
		"protocol": 1,
		"impl": map[string]string{
			"name": "jet-go-sample", "version": "1", "language": "Go", "issues": "https://example.org/issues",
		},
		"capabilities": capabilities,
		"controls":     []string{},
		"profiles":     []string{onlyProfile},
		"params":       map[string]int{"wordBits": 64},
	}
}

func opConfigure(request object) (any, *answer) {
	profile, refusal := text(request, "profile")
	if refusal != nil {
		return nil, refusal
	}
	if _, present := request["params"]; present {
		if _, refusal := objectOf(request, "params"); refusal != nil {
			return nil, refusal
		}
	}
	if _, refusal := optionalSeed(request); refusal != nil {
		return nil, refusal
	}
	if profile != onlyProfile {
		return nil, unsupported("profile." + profile)
	}
	return object{}, nil
}

// opCancel always answers false: each request is answered before the next one is read.
func opCancel(request object) (any, *answer) {
	if target, isInteger := asInteger(request["target"]); !isInteger || target < 0 {
		return nil, badRequest("target is no id")
	}
	return map[string]bool{"cancelled": false}, nil
}

func opNothing(object) (any, *answer) {
	return object{}, nil
}
