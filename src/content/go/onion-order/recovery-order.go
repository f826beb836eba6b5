package main

import (
	"bytes"
	"fmt"
	"io"
	"net/http/httptest"
	"strings"

	"github.com/gin-gonic/gin"
)

func main() {
	gin.SetMode(gin.ReleaseMode)
	logger := func(to io.Writer) gin.HandlerFunc {
		return gin.LoggerWithConfig(gin.LoggerConfig{Output: to, Formatter: func(p gin.LogFormatterParams) string {
			return fmt.Sprintf("%s %d\n", p.Path, p.StatusCode)
		}})
	}
	var inside, outside bytes.Buffer
	try("Recovery, Logger", &inside, gin.RecoveryWithWriter(io.Discard), logger(&inside))
	try("Logger, Recovery", &outside, logger(&outside), gin.RecoveryWithWriter(io.Discard))
}

func try(order string, access *bytes.Buffer, chain ...gin.HandlerFunc) {
	r := gin.New()
	r.Use(chain...)
	r.GET("/ok", func(c *gin.Context) { c.Status(204) })
	r.GET("/panic", func(c *gin.Context) { panic("a bug") })
	for _, path := range []string{"/ok", "/panic"} {
		r.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", path, nil))
	}
	fmt.Printf("%s: %s\n", order, strings.ReplaceAll(strings.TrimSpace(access.String()), "\n", ", "))
}
