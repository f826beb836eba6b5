import { sys } from './sys.ts';

const MAX_HEADER_SIZE = 16_384;

/** What parsers take where nobody says otherwise. */
export const defaultLimits = { maxHeaderSize: MAX_HEADER_SIZE, insecure: false };

/** There are no parsers to keep here, only the number that programs set. */
export const parsers = { max: 1000 };

/** Tells the host how to read what comes to a server, or over one connection. */
export function limitParser(handle: number, maxHeaderSize: number, insecure: boolean): void {
  if (maxHeaderSize !== MAX_HEADER_SIZE || insecure) sys.httpLimits(handle, maxHeaderSize, insecure);
}

/** What one request takes as its response. */
export function limitResponses(
  handle: number,
  request: { readonly maxHeaderSize: number | undefined; readonly insecureHTTPParser: boolean | undefined },
): void {
  limitParser(handle, request.maxHeaderSize || defaultLimits.maxHeaderSize, request.insecureHTTPParser ?? defaultLimits.insecure);
}
