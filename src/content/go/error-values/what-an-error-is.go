package main

import (
	"errors"
	"fmt"
	"syscall"
)

// ImportError is a pointer type, as most error types are.
type ImportError struct{ Line int }

func (e *ImportError) Error() string { return fmt.Sprintf("line %d", e.Line) }

func check(ok bool) error {
	var found *ImportError // nil
	if !ok {
		found = &ImportError{Line: 4}
	}
	return found // a nil pointer in an interface that is not nil
}

func main() {
	fmt.Printf("%T\n", errors.New("x"))
	fmt.Println("same text, same error:", errors.New("x") == errors.New("x"))

	var number error = syscall.ENOENT
	fmt.Printf("%T, no pointer: %v\n", number, number)

	fmt.Println("all is well, err != nil:", check(true) != nil)
}
