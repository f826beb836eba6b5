/** Why a lab does not run in a WebContainer here. Each has one sentence in `place.failed` of the workspace's words. */
export type ContainerFailureKind =
  /** The browser lacks what the runtime needs. */
  | 'unsupported'
  /** The page came without the headers that isolate it, or over plain HTTP. */
  | 'not-isolated'
  | 'offline'
  /** The runtime's host cannot be reached, though there is a network. */
  | 'unreachable'
  /** Cookies or storage of third parties are blocked. */
  | 'cookies'
  /** The runtime's owner does not let this site use it. */
  | 'refused'
  /** No answer within the deadline. */
  | 'hung'
  /** A boot that hung blocks every later one of the same page. */
  | 'blocked'
  | 'install'
  /** Node there does not take TypeScript. */
  | 'typescript'
  /** It broke, in its own words. */
  | 'broken';

/** Ends the use of WebContainers on this page until the reader asks again. */
export class ContainerFailure extends Error {
  override readonly name = 'ContainerFailure';
  readonly kind: ContainerFailureKind;

  /** @param message what the runtime or the browser said, for the report */
  constructor(kind: ContainerFailureKind, message: string) {
    super(message);
    this.kind = kind;
  }
}

/** Puts what the runtime said into one of the kinds. Its texts are documented nowhere: what nobody knows is 'broken', and is shown. */
export function failureOf(message: string): ContainerFailure {
  if (/cookie|third.?party|storage|service ?worker/i.test(message)) return new ContainerFailure('cookies', message);
  if (/licen[cs]e|client.?id|api.?key|not (?:allowed|authori[sz]ed|permitted)|unauthori[sz]ed|forbidden|\b40[13]\b/i.test(message))
    return new ContainerFailure('refused', message);
  return new ContainerFailure('broken', message);
}
