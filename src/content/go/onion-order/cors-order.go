package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"

	"github.com/gin-contrib/cors"
	"github.com/gin-gonic/gin"
)

var shop = cors.New(cors.Config{
	AllowOrigins: []string{"https://kettle.example"},
	AllowMethods: []string{"POST"},
	AllowHeaders: []string{"Authorization"},
})

func auth(c *gin.Context) {
	if c.GetHeader("Authorization") == "" {
		c.AbortWithStatus(401)
	}
}

func order(c *gin.Context) { c.Status(201) }

func main() {
	gin.SetMode(gin.ReleaseMode)

	r := gin.New()
	r.POST("/orders", order)
	r.Use(shop)
	try("CORS after the route", r)

	r = gin.New()
	r.Group("/", shop).POST("/orders", order)
	try("CORS in the route's group", r)

	r = gin.New()
	r.Use(auth, shop)
	r.POST("/orders", order)
	try("auth before CORS", r)

	r = gin.New()
	r.Use(shop, auth)
	r.POST("/orders", order)
	try("CORS before auth", r)
}

func try(name string, r *gin.Engine) {
	preflight := send(r, "OPTIONS", map[string]string{"Access-Control-Request-Method": "POST"})
	post := send(r, "POST", map[string]string{"Authorization": "Bearer t"})
	fmt.Printf("%-26s preflight %d, POST %d, allowed origin %q\n", name, preflight.Code, post.Code, post.Header().Get("Access-Control-Allow-Origin"))
}

func send(r http.Handler, method string, headers map[string]string) *httptest.ResponseRecorder {
	req := httptest.NewRequest(method, "/orders", nil)
	req.Header.Set("Origin", "https://kettle.example")
	for name, value := range headers {
		req.Header.Set(name, value)
	}
	rec := httptest.NewRecorder()
	r.ServeHTTP(rec, req)
	return rec
}
