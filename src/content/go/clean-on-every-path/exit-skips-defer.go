// A deferred call runs on return and on panic. What about os.Exit?
package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
)

func main() {
	if len(os.Args) > 1 {
		pack(os.Args[1])
		return
	}
	for _, way := range []string{"return", "panic", "exit"} {
		out, err := exec.Command(os.Args[0], way).Output()
		fmt.Printf("%-7s printed %q, ended with %v\n", way, out, code(err))
	}
}

func pack(way string) {
	defer fmt.Print("slip deleted")
	switch way {
	case "panic":
		panic("too heavy")
	case "exit":
		os.Exit(1) // log.Fatal ends like this
	}
}

func code(err error) int {
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return exit.ExitCode()
	}
	return 0
}
