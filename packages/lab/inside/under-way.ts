/** As Node 24 names the requests in its own list; CloseReq is a FileHandle's, ConnectWrap a socket's or a pipe's. */
const UNDER_WAY = /^(?:FSReq|CloseReq|GetAddrInfoReq|GetNameInfoReq|ConnectWrap)/;

/**
 * Whether an answer of the system's is on its way. A write that nobody reads is none: it can wait for ever.
 * @param resource of process.getActiveResourcesInfo()
 */
export function isUnderWay(resource: string): boolean {
  return UNDER_WAY.test(resource);
}
