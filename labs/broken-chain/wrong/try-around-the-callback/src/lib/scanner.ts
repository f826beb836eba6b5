import { get } from 'node:http';

/** Asks a warehouse's scanner how many tins are on its shelves. */
export function countTea(warehouse: string): Promise<number> {
  return new Promise((resolve, reject) => {
    try {
    const request = get(`http://${warehouse}.internal:8082/count`, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        body += chunk;
      });
      response.on('end', () => {
        resolve((JSON.parse(body) as { tins: number }).tins);
      });
    });
    request.on('error', reject);
    } catch (error) {
      reject(error);
    }
  });
}
