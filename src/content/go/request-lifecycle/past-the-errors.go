package main

import (
	"fmt"
	"io"
	"net/http/httptest"

	"github.com/gin-gonic/gin"
)

func main() {
	gin.SetMode(gin.ReleaseMode)
	r := gin.New()
	r.Use(gin.CustomRecoveryWithWriter(io.Discard, func(c *gin.Context, recovered any) {
		fmt.Printf("%s: CustomRecovery has %v, c.Errors has %d\n", c.Request.URL.Path, recovered, len(c.Errors))
		c.AbortWithStatus(500)
	}))
	r.Use(func(c *gin.Context) {
		c.Next()
		fmt.Printf("%s: the error middleware has %d\n", c.Request.URL.Path, len(c.Errors))
	})
	r.GET("/error", func(c *gin.Context) { c.Error(fmt.Errorf("no stock")) })
	r.GET("/panic", func(c *gin.Context) { panic("a bug") })
	for _, path := range []string{"/error", "/panic"} {
		r.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", path, nil))
	}
}
