import { createServer } from 'node:http';
import { serveFolder } from '../../scripts/static-files.mjs';

export type Offer = 'choice' | 'webcontainer' | 'off';

/** The setting as it stands in a page that was built with 'choice'. */
const AS_BUILT = '&quot;offer&quot;:[0,&quot;choice&quot;]';

/** The built site as it would be with another setting: that stands in its pages, and decides the headers; the code is the same. */
export async function serveBuiltWith(folder: string, offer: Offer, origin: string): Promise<{ url: string; close: () => Promise<void> }> {
  const handler = serveFolder(folder, { webContainers: offer === 'off' ? { offer } : { offer, origin } });
  const server = createServer((request, response) => {
    // What is changed on the way has neither the length nor the encoding of the file.
    delete request.headers['accept-encoding'];
    const { writeHead } = response;
    const end = response.end.bind(response);
    const isPage = request.url?.endsWith('/') === true;
    if (!isPage || offer === 'choice') return void handler(request, response);
    const chunks: Buffer[] = [];
    response.writeHead = ((status: number, headers: Record<string, string>) => {
      const { 'Content-Length': _length, ...others } = headers;
      return writeHead.call(response, status, others);
    }) as typeof response.writeHead;
    response.write = ((chunk: Buffer) => {
      chunks.push(chunk);
      return true;
    }) as typeof response.write;
    response.end = (() => end(Buffer.concat(chunks).toString('utf8').replace(AS_BUILT, AS_BUILT.replace('choice', offer)))) as typeof response.end;
    void handler(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const address = server.address();
  return {
    url: `http://localhost:${typeof address === 'object' && address !== null ? address.port : 0}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
