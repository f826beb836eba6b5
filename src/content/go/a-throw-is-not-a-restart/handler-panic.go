package main

import (
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"

	"github.com/gin-gonic/gin"
)

func main() {
	gin.SetMode(gin.ReleaseMode)
	fmt.Println("without Recovery")
	try(gin.New())

	fmt.Println("with Recovery")
	guarded := gin.New()
	guarded.Use(gin.RecoveryWithWriter(io.Discard))
	try(guarded)
}

func try(r *gin.Engine) {
	r.GET("/panic", func(c *gin.Context) { panic("a bug") })
	r.GET("/ok", func(c *gin.Context) { c.String(200, "still here") })
	server := httptest.NewUnstartedServer(r)
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.Start()
	defer server.Close()

	for _, path := range []string{"/panic", "/ok"} {
		res, err := http.Get(server.URL + path)
		if err != nil {
			fmt.Printf("  %-7s no answer, the connection was cut\n", path)
			continue
		}
		body, _ := io.ReadAll(res.Body)
		res.Body.Close()
		fmt.Printf("  %-7s %d %q\n", path, res.StatusCode, body)
	}
}
