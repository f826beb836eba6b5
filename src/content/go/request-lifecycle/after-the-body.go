package main

import (
	"fmt"
	"net/http/httptest"

	"github.com/gin-gonic/gin"
)

func main() {
	gin.SetMode(gin.ReleaseMode)
	r := gin.New()
	r.Use(func(c *gin.Context) {
		c.Next()
		fmt.Println("after the body was written, c.Errors has", len(c.Errors))
		if len(c.Errors) > 0 {
			c.JSON(500, gin.H{"e": c.Errors.Last().Error()})
		}
	})
	r.GET("/list", func(c *gin.Context) {
		c.Writer.WriteString("partial")
		c.Error(fmt.Errorf("row 28 is broken"))
	})
	w := httptest.NewRecorder()
	r.ServeHTTP(w, httptest.NewRequest("GET", "/list", nil))
	fmt.Printf("%d %s\n", w.Code, w.Body)
}
