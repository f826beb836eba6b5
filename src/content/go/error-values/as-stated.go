package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
)

func deferred() {
	i := 10
	defer fmt.Println() // the last to run
	defer fmt.Print(1)
	defer fmt.Print(2)
	defer fmt.Print(3)
	defer fmt.Print("argument ", i, ", order ")
	i = 20
}

func main() {
	_, root := os.Open("manifest.json")
	for _, err := range []error{
		errors.New("cannot read"),
		fmt.Errorf("cannot read: %v", root),
		fmt.Errorf("cannot read: %w", root),
	} {
		fmt.Println("keeps the original:", errors.Is(err, fs.ErrNotExist))
	}

	deferred()

	parent, cancel := context.WithCancel(context.Background())
	child, stop := context.WithCancel(parent)
	defer stop()
	cancel()
	fmt.Println("child of a cancelled context:", child.Err())
}
