package main

import (
	"fmt"
	"net/http/httptest"
	"strings"

	"github.com/gin-gonic/gin"
)

// Login has a rule for addresses on the user name and counts characters of the password.
type Login struct {
	Username string `json:"username" binding:"required,email"`
	Password string `json:"password" binding:"required,min=6"`
}

func main() {
	gin.SetMode(gin.ReleaseMode)
	r := gin.New()
	r.POST("/login", func(c *gin.Context) {
		var login Login
		if err := c.ShouldBindJSON(&login); err != nil {
			c.String(400, err.Error())
			return
		}
		c.String(200, "accepted")
	})

	for _, body := range []string{
		`{"username":"alice","password":"jasmine-1862"}`,
		`{"username":"a@b.example","password":"      "}`,
		`{"username":42,"password":"jasmine-1862"}`,
	} {
		rec := httptest.NewRecorder()
		r.ServeHTTP(rec, httptest.NewRequest("POST", "/login", strings.NewReader(body)))
		fmt.Printf("%s\n  %d %s\n", body, rec.Code, rec.Body)
	}
}
