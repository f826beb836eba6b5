import type { ChapterId, LessonSlug } from './curriculum.ts';

/** Title and one line of story for every chapter and lesson, planned ones too. */
export interface CourseTitles {
  readonly chapters: Readonly<Record<ChapterId, string>>;
  readonly lessons: Readonly<Record<LessonSlug, { readonly title: string; readonly story: string }>>;
}

export const titlesEn: CourseTitles = {
  chapters: {
    incident: 'The incident',
    travel: 'Errors that travel',
    find: 'Find it',
    build: 'Build it right',
    keep: 'Keep it up',
  },
  lessons: {
    'the-pager': { title: 'The pager', story: 'You get the 19:15 page. One route keeps a file descriptor for every receipt it cannot read.' },
    'a-throw-is-not-a-restart': {
      title: 'A throw is not a restart',
      story: 'A webhook kills the process. Somebody keeps it alive with uncaughtException, and it starts to leak.',
    },
    'onion-order': { title: 'Onion order', story: 'Failures are missing from the access log and preflights answer 401: the middleware is in the wrong order.' },
    'bounded-input': { title: 'Bounded input', story: 'A client uploads without end and hangs up. Its half of a body stays.' },
    'error-values': { title: 'Error values', story: '"Import failed", and no cause. The page that shows recent errors eats the memory.' },
    'request-lifecycle': { title: 'The life of a request', story: 'Half-downloaded exports keep their files open, and late errors corrupt the body.' },
    'ignored-and-masked': { title: 'Ignored and masked', story: 'The stock service is down and the shop sells tea for nothing, with status 200.' },
    'three-leaks': { title: 'Three leaks', story: 'Checkout stops: the pool is empty, the descriptors are gone and the inventory lock is held.' },
    'broken-chain': { title: 'The broken chain', story: 'In the admin API errors become 404 and some requests never end.' },
    'clean-on-every-path': { title: 'Clean on every path', story: 'A parser leaves files and locks behind, and a finally block hides the error.' },
    'heap-forensics': { title: 'Heap forensics', story: 'The heap grows and no handle does. Follow the retainers.' },
    'trace-the-request': { title: 'Trace the request', story: 'The logs carry no ids. Adding them brings a new leak.' },
    'count-the-tasks': { title: 'Count the tasks', story: 'Couriers that never reply and bodies that nobody reads.' },
    'blind-gauges': { title: 'Blind gauges', story: 'The dashboard was green all evening, and the metrics endpoint leaks as well.' },
    'one-envelope': { title: 'One envelope', story: 'The app cannot tell "try again" from "broken", and a 500 shows a secret path.' },
    'defer-semantics': { title: 'When cleanup runs', story: 'The nightly export opens a hundred files at once and misses a full disk.' },
    'retry-without-litter': { title: 'Retry without litter', story: 'The database restarts. Every attempt to reconnect leaves something open.' },
    deadlines: { title: 'Deadlines', story: 'Requests pile up behind a slow service although "we have timeouts".' },
    'honest-probes': { title: 'Honest probes', story: 'The pool is empty and /healthz says 200. Then a database check restarts everything.' },
    'logs-that-find-it': { title: 'Logs that find it', story: 'Forty thousand lines, none with a cause. The log queue grows when the disk is slow.' },
    'say-no-fast': { title: 'Say no fast', story: 'Flash sale: three times the load, and a limiter that lets everyone wait.' },
    'breaker-and-fallback': { title: 'Breaker and fallback', story: 'One breaker per request protects nothing, and the fallback oversells.' },
    'hot-reload': { title: 'Hot reload', story: 'Each bad push of the configuration adds a watcher, and zero prices go live.' },
    'five-percent': { title: 'Five percent', story: 'The canary remembers every user and the leak passes the gate.' },
    'graceful-exit': { title: 'Graceful exit', story: 'Deploys drop requests, or never finish.' },
    'black-tea-friday': { title: 'Black Tea Friday', story: 'The capstone: you are on call, seven bugs in six files, under one percent of errors.' },
  },
};
