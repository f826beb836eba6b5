// Rows that are not closed and transactions that are not rolled back, on database/sql itself: does a collection help?
package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"runtime"
)

func main() {
	rows := open(5)
	for range 5 {
		rows.Query("SELECT name FROM teas") // an error in Scan, and nobody calls Close
	}
	report("rows, not closed", rows)

	txs := open(3)
	for range 3 {
		soldOut(txs)
	}
	report("transactions, not rolled back", txs)

	clean := open(3)
	for range 3 {
		soldOutWithDefer(clean)
	}
	fmt.Println("with defer tx.Rollback:", clean.Stats().InUse, "of 3 connections in use")
}

func soldOut(db *sql.DB) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	if _, err := tx.Exec("UPDATE stock"); err != nil {
		return err // the transaction stays open, and its connection with it
	}
	return tx.Commit()
}

func soldOutWithDefer(db *sql.DB) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback() // after a Commit it does nothing
	if _, err := tx.Exec("UPDATE stock"); err != nil {
		return err
	}
	return tx.Commit()
}

// What is still in use when nobody is at work?
func report(what string, db *sql.DB) {
	runtime.GC()
	runtime.GC()
	ctx, cancel := context.WithCancel(context.Background())
	failed := make(chan error)
	go func() { _, err := db.QueryContext(ctx, "SELECT 1"); failed <- err }()
	for db.Stats().WaitCount == 0 {
		runtime.Gosched()
	}
	stats := db.Stats()
	cancel()
	fmt.Printf("%s: %d of %d connections in use after two collections; the next query waits until its caller gives up: %v\n", what, stats.InUse, stats.MaxOpenConnections, <-failed)
}

func open(size int) *sql.DB {
	db := sql.OpenDB(connector{})
	db.SetMaxOpenConns(size)
	return db
}

// A database with one row and nothing in stock.
type connector struct{}
type conn struct{}
type teas struct{ done bool }

func (connector) Connect(context.Context) (driver.Conn, error) { return conn{}, nil }
func (connector) Driver() driver.Driver                        { return nil }
func (conn) Prepare(string) (driver.Stmt, error)               { return nil, driver.ErrSkip }
func (conn) Close() error                                      { return nil }
func (conn) Begin() (driver.Tx, error)                         { return conn{}, nil }
func (conn) Commit() error                                     { return nil }
func (conn) Rollback() error                                   { return nil }
func (conn) QueryContext(context.Context, string, []driver.NamedValue) (driver.Rows, error) {
	return &teas{}, nil
}
func (conn) ExecContext(context.Context, string, []driver.NamedValue) (driver.Result, error) {
	return nil, errors.New("sold out")
}
func (*teas) Columns() []string { return []string{"name"} }
func (*teas) Close() error      { return nil }
func (r *teas) Next(to []driver.Value) error {
	if r.done {
		return io.EOF
	}
	r.done = true
	to[0] = "oolong"
	return nil
}
