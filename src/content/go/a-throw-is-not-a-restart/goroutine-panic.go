package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"time"

	"github.com/gin-gonic/gin"
)

func main() {
	gin.SetMode(gin.ReleaseMode)
	r := gin.New()
	r.Use(gin.RecoveryWithWriter(io.Discard))
	r.POST("/webhook", func(c *gin.Context) {
		go func() { panic("nobody recovers this one") }()
		time.Sleep(100 * time.Millisecond)
		c.Status(202)
	})
	server := httptest.NewServer(r)

	res, err := http.Post(server.URL+"/webhook", "application/json", nil)
	fmt.Println("never printed:", res, err)
}
