// What a nil *os.File does, and where ignoring a second error ends.
package main

import (
	"fmt"
	"log"
	"os"
)

// masked writes the error down and tells its caller that all is well.
func masked(path string) (*os.File, error) {
	file, err := os.Open(path)
	if err != nil {
		log.SetFlags(0)
		log.SetOutput(os.Stdout)
		log.Print("log: ", err)
		return nil, nil
	}
	return file, nil
}

func main() {
	file, _ := os.Open("prices.json")
	info, err := file.Stat()
	fmt.Println("Stat:", info, err)
	n, err := file.Read(make([]byte, 8))
	fmt.Println("Read:", n, err)
	fmt.Println("Close:", file.Close())

	file, err = masked("prices.json")
	fmt.Println("masked:", file == nil, err)

	info, _ = file.Stat()
	fmt.Println("size:", info.Size())
}
