/** One term of the glossary. */
export interface GlossaryEntry {
  readonly term: string;
  readonly text: string;
}

/** The terms in the order of the page; a key is the term's anchor in every locale. */
export const glossaryEn = {
  'memory-leak': {
    term: 'memory leak',
    text: 'Memory that the program will never use again but still refers to, so the collector has to keep it. It shows as a heap that grows with the number of requests and does not come back down after a collection.',
  },
  'handle-leak': {
    term: 'handle leak',
    text: 'A file, socket, timer or connection that was opened and is never closed. The heap can stay flat meanwhile, because what is used up belongs to the kernel or to a pool.',
  },
  'file-descriptor': {
    term: 'file descriptor',
    text: 'The number of a row in the kernel’s table of what a process has open: files, sockets and pipes alike. The table has a limit (`ulimit -n`), and only `close` frees a row.',
  },
  'retained-heap': {
    term: 'retained heap',
    text: 'The bytes that are still reachable after a garbage collection. A lab compares this figure before and after a batch of requests, not the size that the operating system reports.',
  },
  'garbage-collection': {
    term: 'garbage collection',
    text: 'The runtime’s search for objects that nothing refers to any more, whose memory it then reuses. It knows nothing of the file or lock that a number in your object stands for.',
  },
  'oom-kill': {
    term: 'out-of-memory kill',
    text: 'The kernel or container runtime ends a process with `SIGKILL` because a memory limit was reached. No handler runs, so nothing is flushed and nothing is logged by the process itself.',
  },
  'connection-pool': {
    term: 'connection pool',
    text: 'A bounded set of open connections that requests borrow in turn. It saves the cost of connecting and puts an upper limit on what the server at the other end has to carry.',
  },
  'pool-exhaustion': {
    term: 'pool exhaustion',
    text: 'Every connection of a pool is on loan and new requests wait. If a loan is never returned the wait has no end, and routes that are free of bugs hang with the others.',
  },
  lease: {
    term: 'lease',
    text: 'The right to use something shared, such as a pooled connection, until you hand it back. Whoever takes the lease owes the release, on the error path too.',
  },
  release: { term: 'release', text: 'Handing back what was borrowed, exactly once. Releasing a connection returns it to the pool; closing it ends it.' },
  'transaction-rollback': {
    term: 'transaction rollback',
    text: 'Undoing everything a database transaction has written and dropping its locks. A connection that goes back to the pool without it takes the open transaction to the next borrower.',
  },
  mutex: {
    term: 'mutex, lock',
    text: 'A guard that lets one holder at a time into a section of code. One holder that leaves by an exception without unlocking stops everybody after it.',
  },
  'semaphore-permit': {
    term: 'semaphore permit',
    text: 'One of a fixed number of places in a section of code. A lost permit lowers the number for good, so capacity shrinks with every failure until it is zero.',
  },
  deadlock: {
    term: 'deadlock',
    text: 'Work that waits for something only the waiting work itself could provide, such as two holders who each want the other’s lock. CPU use is low and nothing times out unless a deadline was set.',
  },
  goroutine: {
    term: 'goroutine',
    text: 'A function that Go runs concurrently on a small stack of its own. Whoever starts one must know how it ends: nothing stops a goroutine from outside.',
  },
  'goroutine-leak': {
    term: 'goroutine leak',
    text: 'A goroutine that waits for ever, for instance on a channel that nobody writes to. It keeps its stack and everything reachable from it.',
  },
  'pending-promise': {
    term: 'pending promise',
    text: 'A promise that has neither been fulfilled nor rejected. It holds no thread, but a request that awaits it stays open, and what its continuation refers to may stay alive as well.',
  },
  'unhandled-rejection': {
    term: 'unhandled rejection',
    text: 'A promise was rejected and nothing had been attached to handle it by the time the microtasks were drained. Node ends the process by default.',
  },
  'event-listener': {
    term: 'event listener',
    text: 'A function that an emitter calls when something happens. The emitter keeps a reference to it, so a listener per request on a long-lived emitter keeps every request’s closure alive.',
  },
  'middleware-chain': {
    term: 'middleware chain',
    text: 'The functions that a request passes in order, each deciding whether to call the next. If one of them does not wait for the next, errors from further in pass it by.',
  },
  'onion-model': {
    term: 'onion model',
    text: 'Koa’s picture of a chain: code before `await next()` runs on the way in, code after it on the way out in reverse order. An error travels outward through the same layers.',
  },
  recovery: {
    term: 'recovery (panic)',
    text: 'Stopping a Go panic with `recover` in a deferred function of the same goroutine. A panic in a goroutine that the handler started is out of its reach and ends the process.',
  },
  defer: {
    term: 'defer',
    text: 'Go’s statement for a call that runs when the surrounding function returns or panics, last deferred first. Its arguments are evaluated at once; in a loop the calls pile up until the function ends.',
  },
  'explicit-resource-management': {
    term: 'explicit resource management (using)',
    text: 'JavaScript’s `using` and `await using`: the value’s `Symbol.dispose` or `Symbol.asyncDispose` method is called when the block is left, by any path. If both body and disposal throw, a `SuppressedError` carries both.',
  },
  'error-wrapping': {
    term: 'error wrapping, cause chain',
    text: 'Throwing an error that says what was being done and keeps the original as its `cause` (in Go, `%w`). The reader of the log gets both the operation and the root.',
  },
  'error-masking': {
    term: 'error masking, swallowing',
    text: 'Catching an error and going on as if nothing had happened, or answering success. The failure is then visible only in its consequences.',
  },
  'error-envelope': {
    term: 'error envelope',
    text: 'One agreed shape for every error response, with a stable code for programs and a message safe to show. It lets a client tell “try again” from “this will not work”.',
  },
  deadline: {
    term: 'deadline, timeout',
    text: 'A timeout is a length of time, a deadline is a point in time. A deadline can be passed down through several calls without each of them getting the full time again.',
  },
  cancellation: {
    term: 'cancellation',
    text: 'Telling work under way that its result is no longer wanted, in Node with an `AbortSignal`. It is a request: work that does not listen goes on and keeps what it holds.',
  },
  context: {
    term: 'context',
    text: 'What travels with one request: in Go the `context.Context` with deadline, cancellation and values; in Koa the `ctx` object; in Node’s own API, `AsyncLocalStorage`.',
  },
  backpressure: {
    term: 'backpressure',
    text: 'A slow consumer making the producer wait. Without it the difference is kept in memory: in Node, `write()` returns `false` and the writer carries on regardless.',
  },
  'exponential-backoff': {
    term: 'exponential backoff with jitter',
    text: 'Waits between retries that grow by a factor, with a random share so that clients which failed together do not return together. It needs a cap and a last attempt.',
  },
  'rate-limiting': {
    term: 'rate limiting',
    text: 'Allowing so many requests per time and turning the rest away, usually with status 429. A limiter that makes requests wait instead is a queue, and needs a limit too.',
  },
  'token-bucket': {
    term: 'token bucket, leaky bucket',
    text: 'A token bucket fills at a fixed rate and lets a burst through while tokens last. A leaky bucket used as a queue lets work out at a fixed rate, so a burst becomes waiting.',
  },
  'circuit-breaker': {
    term: 'circuit breaker',
    text: 'A switch in front of a dependency: after enough failures calls fail at once, and after a while a trial call decides whether to close it again. It has to be shared by requests to count anything.',
  },
  fallback: {
    term: 'fallback, degradation',
    text: 'A lesser answer when the proper one cannot be had, such as a cached price. It should be recognisable as such, to the client and in the metrics.',
  },
  probe: {
    term: 'liveness probe, readiness probe',
    text: 'Two questions of the platform. Liveness asks whether a restart would help, readiness whether traffic should be sent now; a dependency’s outage is a matter for the second only.',
  },
  'graceful-shutdown': {
    term: 'graceful shutdown',
    text: 'On `SIGTERM`: take no new work, finish what was accepted, close what is open, exit, all before a deadline. The platform sends `SIGKILL` when the deadline has passed.',
  },
  'canary-release': {
    term: 'canary release',
    text: 'A new version gets a small share of the traffic and is compared with the old one before it gets the rest. A leak needs more than a few minutes of comparison to show.',
  },
  'hot-reload': {
    term: 'hot reload',
    text: 'Taking up a new configuration without a restart. The new one must be validated before it replaces the old, and the old one’s listeners and timers must go.',
  },
  'structured-log': {
    term: 'structured log',
    text: 'Log records with named fields, usually one JSON object a line, so that they can be filtered by a field and not by guessing at a sentence.',
  },
  'trace-id': {
    term: 'trace id',
    text: 'An identifier given to a request where it enters and passed to every service it reaches. It joins the log records and spans that belong together.',
  },
  'heap-snapshot': {
    term: 'heap snapshot, heap profile',
    text: 'A snapshot lists every live object and who refers to it; a profile samples where memory was allocated. The first answers “what keeps it”, the second “who made it”.',
  },
  'creation-stack': {
    term: 'creation stack',
    text: 'The call stack at the moment a handle was opened. A leak is found where nobody closes, but this is the line that tells you whom to ask.',
  },
  baseline: {
    term: 'baseline',
    text: 'The reading that others are compared with, taken when the service is warm and idle. Without one, a count of open descriptors is neither high nor low.',
  },
  'warm-up': {
    term: 'warm-up',
    text: 'Requests sent before measuring, so that caches, lazy modules and pools have their lasting size. Growth that stops after warm-up is not a leak.',
  },
  slope: {
    term: 'slope',
    text: 'Growth per request or per unit of time. An alert on the slope fires long before one on the level, and the remaining room divided by it says when the limit is reached.',
  },
  p99: {
    term: 'P99 latency',
    text: 'The time within which 99 of 100 requests were answered. Percentiles of several instances cannot be averaged; merge the histograms instead.',
  },
  cardinality: {
    term: 'cardinality (labels)',
    text: 'The number of distinct label combinations of a metric; each is a time series kept in memory. A label that holds a user id or a raw URL has no upper limit.',
  },
  postmortem: {
    term: 'postmortem',
    text: 'The written account of an incident: what happened, why it was possible, what will change. It asks which conditions let a mistake through, not whose mistake it was.',
  },
  'on-call': {
    term: 'on-call, pager',
    text: 'The engineer who must react when an alert fires, and the alert that reaches them. A page should mean that somebody has to act now.',
  },
  erratum: {
    term: 'erratum',
    text: 'A statement in a published text that turns out to be wrong. On this site each has what the text says, what really happens, and where possible a run that shows it.',
  },
} as const satisfies Record<string, GlossaryEntry>;

export type TermId = keyof typeof glossaryEn;
