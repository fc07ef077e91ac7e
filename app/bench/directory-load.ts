/**
 * `node directory-load.ts URL SECONDS`: asks for one page again and again, over as many connections as a browser and a few more would
 * open, and prints how many whole replies came. Any other reply than 200 ends it with an error.
 */
import { Agent, get } from 'node:http';

const CONNECTIONS = 16;
const [url = '', seconds = '1'] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
const until = performance.now() + Number(seconds) * 1000;
let replies = 0;

function ask(): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers: { 'accept-encoding': 'gzip, deflate, br' } }, (reply) => {
      if (reply.statusCode !== 200) reject(new Error(`${url} answered ${reply.statusCode}`));
      reply.resume().on('end', resolve).on('error', reject);
    }).on('error', reject);
  });
}

await Promise.all(
  Array.from({ length: CONNECTIONS }, async () => {
    while (performance.now() < until) {
      await ask();
      replies += 1;
    }
  }),
);
agent.destroy();
process.stdout.write(String(replies));
