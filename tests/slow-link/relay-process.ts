// The slow line as a process of its own, so that neither end keeps it waiting: options as JSON in the first argument, then
// `cut`, `restore` and `stats` by lines; prints one JSON line when it listens and one for each `stats`.
import { createInterface } from 'node:readline';
import { type LineOptions, startShapedRelay } from './shaped-relay.ts';

const relay = await startShapedRelay(JSON.parse(process.argv[2] as string) as LineOptions);
const say = (what: object): void => {
  process.stdout.write(`${JSON.stringify(what)}\n`);
};
say({ port: relay.port });
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'cut') relay.cut();
  else if (line === 'restore') relay.restore();
  else say(relay.stats());
}
relay.stop();
