/** A request that is answered with one of the refusals that the API's documentation promises. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;
  readonly code: string;
  /** Names of the fields to look at. */
  readonly fields: readonly string[] | undefined;
  constructor(status: number, code: string, message: string, fields?: readonly string[]) {
    super(message);
    this.status = status;
    this.code = code;
    this.fields = fields;
  }
}

export const tooLarge = () => new Refused(413, 'TOO_LARGE', 'A body may have 65,536 bytes');
export const badJson = () => new Refused(400, 'BAD_JSON', 'The body is not JSON');
export const invalid = (fields: readonly string[]) => new Refused(400, 'VALIDATION', 'Some fields are not as they should be', fields);
