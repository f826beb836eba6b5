// The work fails, and so does the cleanup. Which error does the caller get?
const work = () => {
  throw new Error('too heavy');
};
const cleanUp = async () => {
  await null;
  throw new Error('cannot delete');
};

async function returnInFinally() {
  try {
    work();
  } finally {
    // biome-ignore lint/correctness/noUnsafeFinally: this is what the program is about
    return [];
  }
}

async function awaitInFinally() {
  try {
    work();
  } finally {
    await cleanUp();
  }
}

async function byHand() {
  try {
    work();
  } catch (error) {
    const errors = [error];
    await cleanUp().catch((second) => errors.push(second));
    throw errors.length === 1 ? error : new AggregateError(errors);
  }
}

async function awaitUsing() {
  await using cleanup = new AsyncDisposableStack();
  cleanup.defer(cleanUp);
  work();
}

// What arrives at the caller:
for (const run of [returnInFinally, awaitInFinally, byHand, awaitUsing]) {
  const said = await run().then((value) => `no error, ${JSON.stringify(value)}`, describe);
  console.log(`${run.name.padEnd(16)} ${said}`);
}

function describe(error) {
  if (error instanceof SuppressedError) return `SuppressedError: ${error.suppressed.message}, then ${error.error.message}`;
  if (error instanceof AggregateError) return `AggregateError: ${error.errors.map(({ message }) => message).join(', then ')}`;
  return `Error: ${error.message}`;
}
