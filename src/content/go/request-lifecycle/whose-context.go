package main

import (
	"fmt"
	"net/http/httptest"
	"runtime"
	"runtime/debug"

	"github.com/gin-gonic/gin"
)

func main() {
	// The pool of contexts is one per thread, and a collection may empty it: neither gets in the way here.
	runtime.GOMAXPROCS(1)
	debug.SetGCPercent(-1)
	gin.SetMode(gin.ReleaseMode)
	var kept, copied *gin.Context
	seen := map[*gin.Context]bool{}
	r := gin.New()
	r.GET("/reports/:shop", func(c *gin.Context) {
		seen[c] = true
		if kept == nil {
			kept, copied = c, c.Copy() // what a background job would take along
		}
	})
	for _, shop := range []string{"harbour", "cellar", "annex"} {
		r.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/reports/"+shop, nil))
	}
	fmt.Println("3 requests, contexts:", len(seen))
	fmt.Println("the harbour's job reads from c:", kept.Param("shop"))
	fmt.Println("... and from c.Copy():", copied.Param("shop"))
}
