/** The words of one erratum: what the article says, in our own words, and what happens. */
export interface ErratumWords {
  readonly says: string;
  readonly happens: string;
}

export const errataEn = {
  E1: {
    says: 'The title promises the real case of a leak.',
    happens: 'No incident is told: no numbers, no timeline, no root cause.',
  },
  E2: {
    says: 'Ignoring the error of `os.Open` makes the next `file.Stat()` panic.',
    happens: '`Stat` on a nil file returns an error; only using the nil `FileInfo` behind it panics.',
  },
  E3: {
    says: 'Without Recovery a panic in a handler may crash the service.',
    happens: '`net/http` recovers per connection: that client is cut off, the server lives. Recovery adds the 500 and the log.',
  },
  E4: {
    says: 'A panic in a goroutine may crash the main program.',
    happens: 'It does every time, with exit code 2; no Recovery can see it.',
  },
  E5: {
    says: '`RecoveryWithWriter(os.Stderr)` plus reporting of your own, then `r.Run`.',
    happens: 'That is what `Recovery()` does anyway, and the error of `Run` is dropped: a taken port ends in silence with exit code 0.',
  },
  E6: {
    says: 'Recovery comes before logging.',
    happens: 'A request that panics then leaves no access line. Logging outside, Recovery inside.',
  },
  E7: {
    says: 'CORS that is loaded after the routes cannot answer preflights.',
    happens: 'The preflight works and the request itself lacks its header: the failure is the other way round.',
  },
  E8: {
    says: 'Values that nobody validates allow out-of-bounds access or injection.',
    happens: 'Binding to a typed struct does neither. It accepts bodies without limit, unknown fields and trailing data.',
  },
  E9: {
    says: 'A login with an e-mail rule on the user name, answered with `err.Error()`.',
    happens: 'It refuses every other user name, takes six spaces as a password, and tells the client the names of Go types.',
  },
  E10: {
    says: '`errors.New` returns an anonymous struct.',
    happens: 'It returns a pointer to a named type, so two errors with the same text are not equal.',
  },
  E11: {
    says: 'An `error` holds a pointer to its type.',
    happens: 'It holds any type with an `Error` method, and a nil pointer in it is an error that is not nil.',
  },
  E12: {
    says: '`errors.Unwrap` gives the original error back.',
    happens: 'It takes one step. `errors.Is` and `errors.As` walk the chain, and what `errors.Join` made.',
  },
  E13: {
    says: 'The Gin context supports cancellation and deadlines.',
    happens: 'By default its `Done()` is nil and never fires; `c.Request.Context()` does.',
  },
  E14: {
    says: 'The context lives as long as the request.',
    happens: 'And is then used again: Gin pools contexts, so a goroutine that keeps one reads the next request.',
  },
  E15: {
    says: '`c.Error` collects errors for a middleware to handle at the end.',
    happens: 'Alone it answers an empty 200, and the next handlers still run unless somebody calls `c.Abort`.',
  },
  E16: {
    says: '`HandleRecovery` answers for the collected errors.',
    happens: 'Gin exports no such function, and a panic goes past a middleware that reads `c.Errors`.',
  },
  E17: {
    says: 'After the response is written the context is invalid and errors are ignored.',
    happens: '`c.Error` still appends and can still be read. What fails is answering twice.',
  },
  E18: {
    says: 'Connection, file and lock: three leaks of one kind.',
    happens: 'A dropped file is closed when Go collects it. Rows, transactions and unread bodies are never given back.',
  },
  E19: {
    says: 'Open and ping the database up to three times in a loop.',
    happens: 'Each failed attempt leaves a pool open, the error of the ping is lost, and the caller gets a dead pool.',
  },
  E20: {
    says: '`sql.Open` checks the address only, and growing waits prevent an avalanche.',
    happens: 'Some drivers do not even check that, and without jitter all clients return at the same moment.',
  },
  E21: {
    says: 'A Koa middleware that catches and logs; only errors that are no rejection get past it.',
    happens: 'It swallows what it catches: the client gets 404. Past it go throws in callbacks, floating promises and waits without end.',
  },
  E22: {
    says: 'Ignoring what `next()` returns breaks the chain.',
    happens: 'It does: 404 goes out before the handler is done, and its error becomes an unhandled rejection.',
  },
  E23: {
    says: 'Error handling stands at the end of the chain.',
    happens: 'In Koa and Gin it must be outermost, so first. Only Express wants it last.',
  },
  E24: {
    says: 'One error middleware for Koa or Express alike.',
    happens: 'In Express it catches nothing; in Koa it shows codes and messages from inside, ignores `err.status` and logs nothing.',
  },
  E25: {
    says: 'Three classes of errors: 4xx, 5xx, and 401/403.',
    happens: '401 and 403 are 4xx as well. It works once each class has its own range of codes.',
  },
  E26: {
    says: '`defer` with `recover` prevents the leak after a panic.',
    happens: 'Only what was deferred is released. A lock held without `defer` stays held, and the process lives on with it.',
  },
  E27: {
    says: '`defer file.Close()` makes sure that the file is closed.',
    happens: 'It drops the error of `Close`, which after a write means lost data, and in a loop it closes nothing until the function ends.',
  },
  E28: {
    says: '`defer` captures the current value or reference.',
    happens: 'Arguments are evaluated at the `defer` statement; a closure reads its variables when it runs.',
  },
  E29: {
    says: 'Check the error, and end with `log.Fatal`.',
    happens: '`log.Fatal` runs no deferred call. It fits in `main`, before anything was opened.',
  },
  E30: {
    says: 'The example waits 3 s under a deadline of 2 s and prints that the task timed out.',
    happens: 'That branch never wins; as written the function returns, cancels at once, and the goroutine sees `context canceled`.',
  },
  E31: {
    says: 'A nil `ctx.Err()` means that the work ended normally.',
    happens: 'It means that nobody has cancelled yet. After normal work and `cancel()` it is `context.Canceled`.',
  },
  E32: {
    says: 'A context with a deadline keeps goroutines from piling up.',
    happens: 'It stops nothing by itself. Whoever does not look at `Done()`, or sends to a channel that nobody reads, stays.',
  },
  E33: {
    says: 'Import `net/http/pprof` and listen on a second port.',
    happens: 'Right for Gin, which does not serve the default mux. Keep that port on localhost.',
  },
  E34: {
    says: '`gc=1` collects before the heap profile is taken.',
    happens: 'It does. Without it the profile shows the last collection, and it samples one allocation per 512 KiB.',
  },
  E35: {
    says: '`web` opens a flame graph, and `top` shows object types.',
    happens: '`web` opens the call graph; the flame graph is in `-http`. Go profiles have allocation stacks, no types.',
  },
  E36: {
    says: '`context.WithValue(context.Background(), "reqID", …)` carries the id.',
    happens: 'A string key collides with everybody else’s, and `Background()` drops the cancellation of the request.',
  },
  E37: {
    says: 'Compare `runtime.NumGoroutine()` before and after load.',
    happens: 'One look is noisy. Look again until the number settles, and compare stacks.',
  },
  E38: {
    says: 'Prometheus for the service: actuator, `jvm_memory_used_bytes`, `up == 0`.',
    happens: 'That is Spring Boot: a Go service has no `jvm_` series, and `up` is 1 through the whole leak.',
  },
  E39: {
    says: 'A static `/healthz` for both probes stopped an incident with an empty pool.',
    happens: 'A constant answer is 200 while every order fails, so it can have stopped nothing.',
  },
  E40: {
    says: '`uber-go/ratelimit` as a token bucket for the flash sale.',
    happens: 'It is a leaky bucket that makes everybody wait and ignores deadlines. Refuse with 429 instead.',
  },
  E41: {
    says: 'When the stock service fails, sell from a local cache.',
    happens: 'Stale stock oversells in a flash sale, and a breaker’s timeout does not stop the call that it gave up on.',
  },
  E42: {
    says: 'Hot reload with `api.NewWatcher` of Consul.',
    happens: 'There is no such function. The real one wants its error checked, its data validated and a stop.',
  },
  E43: {
    says: 'Nginx `map` sends 5 % of the users to the canary.',
    happens: '`map` knows no percentages. `split_clients` does: it hashes the id.',
  },
  E44: {
    says: '380 ms became 92 ms, and P99 fell by 70 %.',
    happens: 'A mean and a percentile, no load, no baseline, several changes at once: it cannot be checked.',
  },
  E45: {
    says: 'Log level, trace id, method, path and latency.',
    happens: 'Missing are status, route and the chain of causes: the three by which one finds an error.',
  },
  E46: {
    says: 'The `error` interface, `%v` and `%w`, the order and arguments of `defer`, cancelled children.',
    happens: 'All as stated. The marks in its tables were lost in print; our lessons give them back.',
  },
} as const satisfies Record<`E${number}`, ErratumWords>;

export type ErratumId = keyof typeof errataEn;
