package main

import (
	"errors"
	"fmt"
	"net/http/httptest"

	"github.com/gin-gonic/gin"
)

var errNoStock = errors.New("no stock")

func main() {
	gin.SetMode(gin.ReleaseMode)
	secret := func(c *gin.Context) { c.Writer.WriteString("secret") }
	try("c.Error", func(c *gin.Context) { c.Error(errNoStock) })
	try("c.Error, next handler", func(c *gin.Context) { c.Error(errNoStock) }, secret)
	try("c.JSON and return, next handler", func(c *gin.Context) { c.JSON(409, gin.H{"e": 1}) }, secret)
	try("c.AbortWithStatusJSON, next handler", func(c *gin.Context) { c.AbortWithStatusJSON(409, gin.H{"e": 1}) }, secret)
	defer func() { fmt.Println("c.Error(nil) panics:", recover()) }()
	try("", func(c *gin.Context) { c.Error(nil) })
}

func try(what string, chain ...gin.HandlerFunc) {
	r := gin.New()
	r.GET("/order", chain...)
	w := httptest.NewRecorder()
	r.ServeHTTP(w, httptest.NewRequest("GET", "/order", nil))
	fmt.Printf("%s: %d %q\n", what, w.Code, w.Body)
}
