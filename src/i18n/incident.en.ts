/** Every word of the incident: its page, its player, and the question after it. Figures are filled in from the run. */
export const incidentEn = {
  title: 'The incident',
  description:
    'One evening of a service that leaks on its error paths, minute by minute: what the gauges showed, what the pager said, and what was done about it.',
  label: 'Fictional reconstruction',
  intro:
    'Kettle, a tea shop, is fictional, and so is its evening. Every curve is a measurement: a real Koa service with the bugs of this course ran on the engine of these pages for those six hours, and its limits were enforced. Play the evening, then say what went wrong.',
  player: 'Player',
  play: 'Play',
  again: 'Play again',
  pause: 'Pause',
  speed: 'Speed',
  minutesPerSecond: '{count} min/s',
  time: 'Time of the evening',
  earlier: 'Event before',
  later: 'Next event',
  axis: '{from} to {to}',
  pictures: {
    descriptors: 'Open descriptors',
    heap: 'Retained heap, MB',
    pool: 'Database pool',
    latency: 'Checkout, ms',
    answers: 'Answers a second',
    resources: 'Node’s active resources',
    errors: 'Errors in the log',
  },
  lines: { descriptors: 'open', heap: 'retained', inUse: 'in use', waiting: 'waiting', none: 'no answer', resources: 'active', errors: 'lines' },
  summary: '{title}. {lines}. The evening as a table holds the figures.',
  lineSummary: '{name}: at most {max}, at {time}',
  limit: 'limit {value}',
  limitAbove: 'limit {value}, far above',
  markers: {
    deploy: 'deploy',
    page: 'page',
    restart: 'restart',
    raise: 'limits raised',
    oom: 'OOM kill',
    rollback: 'rollback',
    refused: 'EMFILE',
    resolved: 'resolved',
  },
  pager: 'Pager',
  quiet: 'Nothing yet. Everything is green.',
  messages: {
    deploy: 'kettle-orders {version} is live.',
    refused: 'The kernel refuses a connection: {code}, {descriptors} descriptors open. Nobody is told.',
    page: 'KettleCheckoutErrorBudget: {failedPercent} % of checkouts failed in the last two minutes.',
    resolved: 'Resolved: checkouts succeed again.',
    restart: 'On call: “Restarted. Looks green.”',
    raise: 'On call: “Restarted with {openFiles} descriptors and {poolMax} connections. That should do.”',
    oom: 'kettle-orders died: heap out of memory, exit code {exitCode}. Started again by its supervisor.',
    rollback: 'On call: “Rolled back to {version}.”',
  },
  table: {
    title: 'The evening as a table',
    time: 'Time',
    event: 'Event',
    every: 'Every 15 minutes, and whenever something happened.',
  },
  question: {
    title: 'What went wrong?',
    text: 'Choose every answer that the curves support.',
    check: 'Check my answer',
    skip: 'Skip the question and open lesson 1.1',
    right: 'Supported',
    wrong: 'Refuted',
    chosen: 'your choice',
    missed: 'you did not choose this',
    score: 'You found {found} of {total} causes, and {wrong} of your answers are refuted.',
    scoreAll: 'Both causes, and nothing else. That is what the curves say.',
    show: 'Look: {picture}, {time}',
    lesson: 'Lesson {number}: {title}',
    planned: 'Lesson {number}: {title} (planned)',
    next: 'Open lesson 1.1: The pager',
    answers: {
      traffic: {
        text: 'More traffic than the service could take',
        why: 'Requests come at the same rate all evening. They rise only after the first failure: customers whose checkout failed try again, up to twice. That is an effect.',
      },
      database: {
        text: 'The database and its pool are too small',
        why: 'Connections in use rise one at a time and never come back, with the same customers as before. Only when all {poolMax} were gone did anybody wait. With 200, {leases} were lost by the end: the pool was not small, it was never given back.',
      },
      unreleased: {
        text: 'Errors leave a path on which nothing is closed, released or dropped',
        why: 'From the first bad file on, descriptors rise by {slope} a minute and the heap by {heapSlope} MB, both in straight lines. After the rollback the same bad files arrive, are answered with 422, and every line is flat.',
      },
      koa: {
        text: 'A memory leak in Koa or in Node',
        why: 'Same Koa and same Node before {deploy} and after {rollback}: the heap is flat. It climbs only with the release that keeps what it could not read. The leak is in our code.',
      },
      ulimit: {
        text: 'The descriptor limit was too low',
        why: 'It was raised from {openFiles} to {raisedFiles}. The slope stayed at {slopeAfter} descriptors a minute: the cliff moved, and memory ran out first, at {oom}.',
      },
      masked: {
        text: 'Failures were answered with 200 and never logged, so that nobody could see them',
        why: 'More than {badRequests} files could not be read before the first page at {page}. Every one was answered with 200, and the error log is empty to this minute. Node’s own gauge of active resources is nearly as blind: it went from {resourcesFirst} to {resourcesLast}, which are the lost connections, and counts none of the descriptors.',
      },
    },
  },
  made: {
    title: 'How this was made',
    run: 'npm run incident runs the evening again and writes the same file to the byte. The service is labs/_kettle-1.4.1 and, with its bugs, labs/_kettle-1.4.2: Koa, the pg client and its pool, and a real Postgres in WebAssembly.',
    scale:
      'It is a quarter of the evening in the lessons, which has 0.9 files a second that cannot be read, and 4,096 descriptors. Here {bad} come each minute, the limit is {openFiles} and the heap may have {memory} MB, so that things happen when they do there. All in all {rate} request a second is sent: good ones leave nothing behind, and more of them would change nothing but the computing time.',
    enforced:
      'The limits are real: EMFILE came from the machine when its table was full, the process died of its {memory} MB, and each restart is a new process. When the pager goes off was not written down: the alert is evaluated each minute, and so on-call’s restart and the rollback follow from the run.',
    limits:
      'Time is virtual. Computing takes none of it; what takes time is the bank that checkouts ask (90 ms, seeded) and waiting for a connection. Bytes are those of QuickJS, not of V8.',
  },
};

export type IncidentStrings = typeof incidentEn;
