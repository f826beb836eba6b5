package main

import (
	"fmt"
	"net"
	"strings"

	"github.com/gin-gonic/gin"
)

func main() {
	gin.SetMode(gin.ReleaseMode)
	taken, _ := net.Listen("tcp", "127.0.0.1:0")
	defer taken.Close()
	address := taken.Addr().String()
	r := gin.New()

	r.Run(address) // the error is dropped
	fmt.Println("main goes on and ends: exit code 0, nothing served")

	err := r.Run(address)
	fmt.Println("the error was there:", err.Error()[strings.LastIndex(err.Error(), "bind: "):])
}
