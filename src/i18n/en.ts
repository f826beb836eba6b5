/** Every string of the pages. Its type is what other locales must fill, so a missing key fails tsc. */
export const en = {
  nav: {
    home: 'Unhandled, home',
    course: 'Course plan',
    main: 'Site',
  },
  offline: {
    offline: 'Offline. What you opened is still here.',
    update: 'A new version is ready.',
    reload: 'Reload',
  },
  search: {
    label: 'Search',
    close: 'Close search',
    hint: 'Type a word from a lesson: descriptor, finally, EMFILE.',
    failed: 'Search could not be loaded. Reload the page to try again.',
    builtOnly: 'Search works in the built site, not while developing.',
    none: 'Nothing found for “{query}”.',
    found: '{count} found for “{query}”.',
  },
  landing: {
    title: 'Find the leak an unhandled error leaves behind',
    description: 'Runnable incident labs for backend engineers: watch a service leak, fix it in the page, and have the fix measured.',
    lead: 'Incident labs for backend engineers. A Node service runs inside this page, on an engine that counts every open handle and every retained byte. Watch it leak, fix the code, and have the fix measured.',
    start: 'Start lesson 1: The pager',
    incident: 'Play the incident',
    plan: 'Read the course plan',
    facts: 'No account, no upload, no server of ours: the code runs in your browser.',
    stepsTitle: 'How a lab goes',
    steps: [
      { title: 'Read the incident', text: 'A page at 19:15, the gauges that stayed green, and the numbers to reason with.' },
      {
        title: 'Watch it leak',
        text: 'Run the service beside the text, send it the traffic of that evening, and see what stays open, how old it is and which line opened it.',
      },
      { title: 'Fix and verify', text: 'Edit the file and press Verify: your fix is judged on contract, growth and honesty, with figures.' },
    ],
    bugTitle: 'The bug behind that line',
    bugText:
      'From the first lab’s route. JSON.parse throws on a receipt that cannot be read, closeSync is skipped, one descriptor stays open, and the client is told that all is well.',
    verdictTitle: 'What a verdict says',
    verdictText: 'A fix passes when the service still does its job, nothing grows, and nothing was hidden. Each alone can be fooled.',
    dimensions: [
      { title: 'Contract', text: 'exact status and body for good and bad input, in the run that measures' },
      { title: 'Growth', text: 'no handle more, under 64 bytes a request, over batches of failing, early-returning and abandoned requests' },
      { title: 'Honesty', text: 'same process, same limits, no swallowed crash, nobody else’s descriptor closed' },
    ],
    limitsTitle: 'What it is not',
    limitsText:
      'Bytes are those of QuickJS, not of V8: labs judge growth against none, never absolute sizes. One lab of 26 exists today; the plan shows which.',
  },
  still: {
    title: 'Open file descriptors while bad receipts arrive',
    unit: 'open descriptors',
    requests: 'failing requests',
    limit: 'limit',
    before: 'the service as it is',
    after: 'after the fix',
    perRequest: '+1.00 fd per failing request',
    summary:
      'Line chart. With the bug, open descriptors rise by one for every failing request, from {from} to {to} after {requests} requests. After the fix the line stays flat at {from}.',
    caption: 'Still picture of a run: {requests} failing requests, {delta} descriptors more.',
  },
  course: {
    title: 'Course plan',
    description: '26 incident labs in five chapters: what exists and what is coming.',
    intro:
      'Twenty-six lessons, each with a lab that runs in the page. They build on one fictional service, Kettle, a flash-sale tea shop. This list is honest: only what is marked as ready exists.',
    ready: 'Ready',
    planned: 'Planned',
    count: '{ready} of {total} ready',
    minutes: '{minutes} min',
    chapter: 'Chapter {number}',
    incident: 'The incident: the evening that the course starts with',
  },
  glossary: {
    title: 'Glossary',
    description: 'The terms of the course, each defined in English and Chinese.',
    intro: 'The {count} terms that the lessons use, each with its Chinese name. The word itself links to its place on this page.',
    link: 'Glossary: the terms that the lessons use',
  },
  notFound: {
    title: 'There is nothing at this address',
    text: 'The lesson may be planned and not written yet. The course plan says which ones exist.',
  },
  lesson: {
    eyebrow: 'Lesson {number}',
    minutes: 'about {minutes} minutes',
  },
  lab: {
    region: 'Lab',
    story: 'Story',
    lab: 'Lab',
    code: 'Code',
    charts: 'Charts',
    checks: 'Checks',
    views: 'Views of this lesson',
    openStory: 'Story',
    closeStory: 'Close story',
    resize: 'Width of the story',
    files: 'Files',
    fileKinds: { edit: 'you edit this', read: 'to read' },
    checksTitle: 'Your fix is judged on',
    needsJavaScript: 'Labs run in your browser and need JavaScript. The lesson itself does not: you can read all of it.',
  },
  erratum: {
    label: 'Erratum {id}',
    says: 'The article says',
    happens: 'What happens',
    run: 'Run it',
  },
  code: {
    fromLab: 'labs/{lab}',
  },
};

export type Strings = typeof en;
