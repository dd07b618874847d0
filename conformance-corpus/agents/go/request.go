package main

import (
	"encoding/json"
	"fmt"
	"math/big"
	"regexp"
	"strconv"
)

// The members of a request, each of the form that its operation requires (CONF-05, CONF-07), and the answers (CONF-16).

const (
	integerLimit = 1<<53 - 1
	mostMessage  = 200
)

var decimalForm = regexp.MustCompile(`^-?[0-9]{1,40}$`)

type object = map[string]any

type answer struct {
	ID       *int64 `json:"id"`
	Outcome  string `json:"outcome"`
	Value    any    `json:"value,omitempty"`
	Feature  string `json:"feature,omitempty"`
	Code     string `json:"code,omitempty"`
	Definite *bool  `json:"definite,omitempty"`
	Message  string `json:"message,omitempty"`
}

func fault(code string) answer {
	definite := true
	return answer{Outcome: "error", Code: code, Definite: &definite}
}

func unsupported(feature string) *answer {
	return &answer{Outcome: "unsupported", Feature: feature}
}

func badRequest(format string, values ...any) *answer {
	refusal := fault("bad-request")
	message := []rune(fmt.Sprintf(format, values...))
	if len(message) > mostMessage {
		message = message[:mostMessage]
	}
	refusal.Message = string(message)
	return &refusal
}

// asInteger accepts JSON numbers without a fraction and an exponent, up to 2^53 - 1 in size.
func asInteger(value any) (int64, bool) {
	number, isNumber := value.(json.Number)
	if !isNumber {
		return 0, false
	}
	whole, err := strconv.ParseInt(number.String(), 10, 64)
	return whole, err == nil && -integerLimit <= whole && whole <= integerLimit
}

func text(holder object, name string) (string, *answer) {
	value, isText := holder[name].(string)
	if !isText {
		return "", badRequest("%s is no text", name)
	}
	return value, nil
}

func array(holder object, name string) ([]any, *answer) {
	value, isArray := holder[name].([]any)
	if !isArray {
		return nil, badRequest("%s is no array", name)
	}
	return value, nil
}

func objectOf(holder object, name string) (object, *answer) {
	value, isObject := holder[name].(object)
	if !isObject {
		return nil, badRequest("%s is no object", name)
	}
	return value, nil
}

// within reads a whole number, as a JSON number or as decimal digits in a text.
func within(holder object, name string, least, most int64) (int64, *answer) {
	value, isInteger := asInteger(holder[name])
	if digits, isText := holder[name].(string); isText && decimalForm.MatchString(digits) {
		parsed, err := strconv.ParseInt(digits, 10, 64)
		value, isInteger = parsed, err == nil // 64 bits hold every number of a legal range
	}
	if !isInteger || value < least || value > most {
		return 0, badRequest("%s is no whole number from %d to %d", name, least, most)
	}
	return value, nil
}

// optionalWithin gives the value of an absent member. A member that is null is present.
func optionalWithin(holder object, name string, least, most, absent int64) (int64, *answer) {
	if _, present := holder[name]; !present {
		return absent, nil
	}
	return within(holder, name, least, most)
}

// optionalFlag gives false for an absent member.
func optionalFlag(holder object, name string) (bool, *answer) {
	value, present := holder[name]
	flag, isFlag := value.(bool)
	if present && !isFlag {
		return false, badRequest("%s is neither true nor false", name)
	}
	return flag, nil
}

// optionalSeed reads up to 40 decimal digits and keeps the 64 bits that a source of chance takes.
func optionalSeed(holder object) (int64, *answer) {
	if _, present := holder["seed"]; !present {
		return 0, nil
	}
	digits, refusal := text(holder, "seed")
	if refusal != nil || !decimalForm.MatchString(digits) {
		return 0, badRequest("seed is no decimal number")
	}
	number, _ := new(big.Int).SetString(digits, 10)
	return int64(new(big.Int).And(number, new(big.Int).SetUint64(1<<64-1)).Uint64()), nil
}
