package main

import (
	"context"
	"fmt"
	"net/http/httptest"

	"github.com/gin-gonic/gin"
)

func main() {
	gin.SetMode(gin.ReleaseMode)
	try("by default", false)
	try("ContextWithFallback", true)
}

func try(setting string, fallback bool) {
	left, hangUp := context.WithCancel(context.Background())
	r := gin.New()
	r.ContextWithFallback = fallback
	r.GET("/orders", func(c *gin.Context) {
		hangUp() // the client is gone while the handler works
		fmt.Printf("%s: c.Done() is nil: %v, c.Err(): %v, c.Request.Context().Err(): %v\n", setting, c.Done() == nil, c.Err(), c.Request.Context().Err())
	})
	r.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/orders", nil).WithContext(left))
}
