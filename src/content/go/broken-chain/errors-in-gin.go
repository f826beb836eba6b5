// Gin's chain: c.Error collects, somebody has to answer. Who sees what?
package main

import (
	"errors"
	"fmt"
	"net/http/httptest"

	"github.com/gin-gonic/gin"
)

func main() {
	gin.SetMode(gin.ReleaseMode)
	ask("errors first", answerErrors, audit, found)
	ask("errors last", audit, answerErrors, found)
	ask("nobody looks", audit, found)
	ask("c.Error without Abort", answerErrors, refuse, charge)
	ask("c.AbortWithError", answerErrors, refuseAndAbort, charge)
	ask("without c.Next", forgetsNext, found)
}

// Answers on the way back, if nobody has.
func answerErrors(c *gin.Context) {
	c.Next()
	if len(c.Errors) > 0 && !c.Writer.Written() {
		c.JSON(500, gin.H{"code": "INTERNAL"})
	}
}

// Fails on the way back.
func audit(c *gin.Context) {
	c.Next()
	c.Error(errors.New("audit"))
}

func refuse(c *gin.Context) { c.Error(errors.New("no session")) }

func refuseAndAbort(c *gin.Context) { c.AbortWithError(401, errors.New("no session")) }

func charge(c *gin.Context) { fmt.Println("  charged") }

func forgetsNext(c *gin.Context) {}

func found(c *gin.Context) { c.Status(200) }

func ask(what string, chain ...gin.HandlerFunc) {
	fmt.Println(what)
	r := gin.New()
	r.GET("/", chain...)
	w := httptest.NewRecorder()
	r.ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
	fmt.Printf("  %d %q\n", w.Code, w.Body)
}
