// A handler panics between Lock and Unlock, and Recovery answers. What do the next 50 requests get?
package main

import (
	"fmt"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync"

	"github.com/gin-gonic/gin"
)

func main() {
	gin.SetMode(gin.ReleaseMode)
	for _, shop := range []struct {
		name  string
		count func(mu *sync.Mutex) gin.HandlerFunc
	}{{"Unlock at the end", unlockAtTheEnd}, {"defer Unlock", deferUnlock}} {
		r := gin.New()
		r.Use(gin.CustomRecoveryWithWriter(nil, func(c *gin.Context, _ any) { c.AbortWithStatus(500) }))
		r.GET("/shelf/:count", shop.count(new(sync.Mutex)))
		before := waiting()
		first := get(r, "/shelf/broken")
		answered := make(chan int, 50)
		for range 50 {
			go func() { answered <- get(r, "/shelf/41") }()
		}
		for len(answered)+waiting()-before < 50 {
			runtime.Gosched()
		}
		fmt.Printf("%s: the panic got %d, then %d of 50 requests were answered, %d goroutines wait for the lock\n", shop.name, first, len(answered), waiting()-before)
	}
}

func unlockAtTheEnd(mu *sync.Mutex) gin.HandlerFunc {
	return func(c *gin.Context) {
		mu.Lock()
		write(c.Param("count"))
		mu.Unlock()
		c.Status(204)
	}
}

func deferUnlock(mu *sync.Mutex) gin.HandlerFunc {
	return func(c *gin.Context) {
		mu.Lock()
		defer mu.Unlock()
		write(c.Param("count"))
		c.Status(204)
	}
}

// Fails in the middle of the work.
func write(count string) {
	if count == "broken" {
		panic("no count")
	}
}

func get(r *gin.Engine, path string) int {
	w := httptest.NewRecorder()
	r.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
	return w.Code
}

// Goroutines that stand in Mutex.Lock of a handler above.
func waiting() int {
	stacks := make([]byte, 1<<20)
	stacks = stacks[:runtime.Stack(stacks, true)]
	n := 0
	for _, each := range strings.Split(string(stacks), "\n\n") {
		if strings.Contains(each, "sync.Mutex.Lock") && strings.Contains(each, "main.") {
			n++
		}
	}
	return n
}
