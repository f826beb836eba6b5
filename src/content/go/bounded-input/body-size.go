package main

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/gin-gonic/gin"
)

type manifest struct {
	Supplier string `json:"supplier" binding:"required"`
}

func bind(c *gin.Context) {
	var m manifest
	err := c.ShouldBindJSON(&m)
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		c.String(413, "limit %d", tooLarge.Limit)
	case err != nil:
		c.String(400, "refused")
	default:
		c.String(200, "accepted, supplier of %d bytes", len(m.Supplier))
	}
}

func main() {
	gin.SetMode(gin.ReleaseMode)
	r := gin.New()
	r.POST("/open", bind)
	r.POST("/limited", func(c *gin.Context) {
		c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, 64<<10)
		bind(c)
	})

	try(r, "64 MiB", "/open", `{"supplier":"`+strings.Repeat("x", 64<<20)+`"}`)
	try(r, "a field nobody declared", "/open", `{"supplier":"Wuyi","isAdmin":true}`)
	try(r, "a second document behind it", "/open", `{"supplier":"Wuyi"}{"supplier":"Mallory"}`)
	try(r, "64 MiB, MaxBytesReader", "/limited", `{"supplier":"`+strings.Repeat("x", 64<<20)+`"}`)
}

func try(r http.Handler, what, path, body string) {
	rec := httptest.NewRecorder()
	r.ServeHTTP(rec, httptest.NewRequest("POST", path, strings.NewReader(body)))
	answer, _ := io.ReadAll(rec.Body)
	fmt.Printf("%-28s %d %s\n", what, rec.Code, answer)
}
