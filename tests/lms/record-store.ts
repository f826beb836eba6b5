import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * An xAPI record store for tests, the LMS's side of cmi5: it hands out a token once, keeps state, and takes statements only
 * when they are what xAPI 1.0.3 and cmi5 (Quartz) ask of them, in the order that cmi5 asks. What is wrong with a statement is
 * the answer, with status 400, and stays in `refusals`.
 */
export class RecordStore {
  readonly statements: Statement[] = [];
  readonly refusals: string[] = [];
  readonly registration = randomUUID();
  readonly actor = { objectType: 'Agent', account: { homePage: 'https://lms.example', name: 'learner-7' } };
  readonly #activityId: string;
  readonly #masteryScore: number;
  readonly #token = randomUUID();
  readonly #sessionId = randomUUID();
  readonly #state = new Map<string, unknown>();
  #tokensGiven = 0;

  constructor(activityId: string, masteryScore: number) {
    this.#activityId = activityId;
    this.#masteryScore = masteryScore;
  }

  /** The parameters that an LMS adds to the address of an assignable unit. */
  launchParameters(endpoint: string, fetchUrl: string): URLSearchParams {
    return new URLSearchParams({ endpoint, fetch: fetchUrl, actor: JSON.stringify(this.actor), registration: this.registration, activityId: this.#activityId });
  }

  verbs(): string[] {
    return this.statements.map(({ verb }) => verb.id.slice(verb.id.lastIndexOf('/') + 1));
  }

  async answer(request: IncomingMessage, response: ServerResponse, path: string, query: URLSearchParams): Promise<void> {
    const body = await bodyOf(request);
    if (path === 'fetch') {
      // cmi5, 8.2: the address gives a token once.
      this.#tokensGiven++;
      return this.#tokensGiven > 1
        ? json(response, 200, { 'error-code': '1', 'error-text': 'The token was given already' })
        : json(response, 200, { 'auth-token': this.#token });
    }
    if (request.headers.authorization !== `Basic ${this.#token}`) return json(response, 401, { refused: 'the token is not the one that was given' });
    if (!/^1\.0/.test(String(request.headers['x-experience-api-version']))) return json(response, 400, { refused: 'no X-Experience-API-Version 1.0.x' });
    if (path === 'statements') return this.#take(request, response, JSON.parse(body) as Statement | Statement[]);
    if (path === 'activities/state') return this.#keepState(request, response, query, body);
    if (path === 'agents/profile') return json(response, 404, {});
    return json(response, 404, { refused: `nothing is at ${path}` });
  }

  #keepState(request: IncomingMessage, response: ServerResponse, query: URLSearchParams, body: string): void {
    const id = query.get('stateId') ?? '';
    if (query.get('activityId') !== this.#activityId || query.get('registration') !== this.registration)
      return json(response, 400, { refused: 'state of something else' });
    if (id === 'LMS.LaunchData') {
      return json(response, 200, {
        contextTemplate: {
          contextActivities: { grouping: [{ objectType: 'Activity', id: `${this.#activityId}/course` }] },
          extensions: { [SESSION]: this.#sessionId },
        },
        launchMode: 'Normal',
        launchMethod: 'AnyWindow',
        moveOn: 'CompletedAndPassed',
        masteryScore: this.#masteryScore,
        returnURL: '/returned.html',
      });
    }
    if (request.method === 'GET') return this.#state.has(id) ? json(response, 200, this.#state.get(id)) : json(response, 404, {});
    this.#state.set(id, JSON.parse(body));
    response.writeHead(204).end();
  }

  #take(request: IncomingMessage, response: ServerResponse, posted: Statement | Statement[]): void {
    if (request.method !== 'POST' && request.method !== 'PUT') return json(response, 405, {});
    const statements = [posted].flat();
    const wrong = statements.flatMap((statement) => this.#faultsOf(statement));
    if (wrong.length > 0) {
      this.refusals.push(...wrong);
      return json(response, 400, { refused: wrong });
    }
    this.statements.push(...statements);
    json(
      response,
      200,
      statements.map(({ id }) => id ?? randomUUID()),
    );
  }

  #faultsOf(statement: Statement): string[] {
    const { actor, verb, object, context, result, timestamp, id } = statement;
    const name = verb?.id ?? '?';
    const faults: string[] = [];
    const want = (isSo: boolean, what: string) => {
      if (!isSo) faults.push(`${name}: ${what}`);
    };
    const before = this.verbs();
    const short = name.slice(name.lastIndexOf('/') + 1);
    const categories = (context?.contextActivities?.category ?? []).map((activity) => activity.id);
    want(/^https?:\/\//.test(name), 'the verb is no IRI');
    want(id === undefined || UUID.test(id), 'the id is no UUID');
    want(digest(actor) === digest(this.actor), 'the actor is not the one of the launch');
    want(object?.id === this.#activityId, 'the object is not the launched activity');
    want(context?.registration === this.registration, 'the registration is missing or another');
    want(context?.extensions?.[SESSION] === this.#sessionId, 'the session id of the launch is missing');
    want(context?.contextActivities?.grouping?.[0]?.id === `${this.#activityId}/course`, 'the context template is not carried over');
    want(timestamp !== undefined && !Number.isNaN(Date.parse(timestamp)), 'the timestamp is missing');
    want(!before.includes('terminated'), 'nothing may follow terminated');
    want(short === 'initialized' ? before.length === 0 : before[0] === 'initialized', 'initialized comes first, and once');
    if (ONCE.has(short)) want(!before.includes(short), 'it comes once in a registration');
    if (DEFINED.has(short)) want(categories.includes(CATEGORY), 'a statement that cmi5 defines has its category');
    else want(!categories.includes(CATEGORY), 'a statement that cmi5 only allows has not its category');
    if (short === 'passed' || short === 'completed') want(categories.includes(MOVE_ON), 'it counts for moveOn and says so');
    if (short === 'passed') {
      want(result?.success === true, 'passed has success true');
      want((result?.score?.scaled ?? -1) >= this.#masteryScore, 'passed reaches the mastery score');
    }
    if (short === 'completed') want(result?.completion === true && result.score === undefined, 'completed has completion true and no score');
    if (short === 'terminated' || short === 'passed' || short === 'completed') want(/^PT?[\d.DHMS]+$/.test(result?.duration ?? ''), 'the duration is missing');
    if (short === 'progressed') {
      const percent = result?.extensions?.[PROGRESS];
      want(typeof percent === 'number' && Number.isInteger(percent) && percent > 0 && percent < 100, 'progress is a whole number between 0 and 100');
    }
    return faults;
  }
}

interface Statement {
  readonly id?: string;
  readonly actor?: unknown;
  readonly verb: { readonly id: string };
  readonly object?: { readonly id?: string };
  readonly timestamp?: string;
  readonly result?: {
    readonly success?: boolean;
    readonly completion?: boolean;
    readonly duration?: string;
    readonly score?: { readonly scaled?: number };
    readonly extensions?: Readonly<Record<string, unknown>>;
  };
  readonly context?: {
    readonly registration?: string;
    readonly extensions?: Readonly<Record<string, unknown>>;
    readonly contextActivities?: Readonly<Record<string, readonly { readonly id: string }[] | undefined>>;
  };
}

const SESSION = 'https://w3id.org/xapi/cmi5/context/extensions/sessionid';
const PROGRESS = 'https://w3id.org/xapi/cmi5/result/extensions/progress';
const CATEGORY = 'https://w3id.org/xapi/cmi5/context/categories/cmi5';
const MOVE_ON = 'https://w3id.org/xapi/cmi5/context/categories/moveon';
const DEFINED = new Set(['initialized', 'completed', 'passed', 'failed', 'terminated']);
const ONCE = new Set(['completed', 'passed', 'terminated']);
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function digest(value: unknown): string {
  const sorted = (each: unknown): unknown =>
    typeof each === 'object' && each !== null
      ? Object.entries(each)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([name, inner]) => [name, sorted(inner)])
      : each;
  return createHash('sha256')
    .update(JSON.stringify(sorted(value)))
    .digest('hex');
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk as string;
  return text;
}

function json(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'x-experience-api-version': '1.0.3' }).end(JSON.stringify(value));
}
