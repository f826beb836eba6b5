package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

func main() {
	_, root := os.Open("manifest.json")
	err := fmt.Errorf("import failed: %w", fmt.Errorf("manifest cannot be read: %w", root))

	fmt.Println("one Unwrap:", errors.Unwrap(err))
	fmt.Println("  is it the root?", errors.Unwrap(err) == root)
	fmt.Println("errors.Is:", errors.Is(err, fs.ErrNotExist))
	var path *fs.PathError
	fmt.Println("errors.As:", errors.As(err, &path), path.Op)

	text := fmt.Errorf("import failed: %v", root)
	fmt.Println("wrapped with %v, errors.Is:", errors.Is(text, fs.ErrNotExist))

	both := errors.Join(err, errors.New("closing failed as well"))
	fmt.Println("joined, errors.Is:", errors.Is(both, fs.ErrNotExist), "Unwrap:", errors.Unwrap(both))
}
