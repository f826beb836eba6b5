// The work fails, and so does the cleanup. Which error does the caller get?
package main

import (
	"errors"
	"fmt"
)

var (
	errHeavy = errors.New("too heavy")
	errStuck = errors.New("cannot delete")
)

func main() {
	for _, each := range []struct {
		name string
		pack func() error
	}{{"defer cleanUp()", dropped}, {"err = cleanUp()", replaced}, {"errors.Join", joined}} {
		err := each.pack()
		fmt.Printf("%-16s heavy %-5t stuck %t\n", each.name, errors.Is(err, errHeavy), errors.Is(err, errStuck))
	}
}

func cleanUp() error { return errStuck }

func dropped() error {
	defer cleanUp()
	return errHeavy
}

func replaced() (err error) {
	defer func() { err = cleanUp() }()
	return errHeavy
}

func joined() (err error) {
	defer func() { err = errors.Join(err, cleanUp()) }()
	return errHeavy
}
