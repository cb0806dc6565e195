// A bridge for tests of the station: a real client of the Unix socket that says what a test wants and keeps what it hears.
import { connect, type Socket } from 'node:net';
import { Ajv } from 'ajv';
import { type BridgeMessage, StationMessage } from '../../firmware-bridge/messages.ts';
import { until } from '../firmware-bridge/until.ts';

const fits = new Ajv({ strict: false }).compile<StationMessage>(StationMessage);

export type TestBridge = Awaited<ReturnType<typeof connectBridge>>;

export const readyDevices = ['scanner', 'printer'].map((device) => ({
  device,
  state: 'ready' as const,
}));

export const helloOf = (
  place = 'kiosk-1',
  fields: Partial<Extract<BridgeMessage, { type: 'hello' }>> = {},
): BridgeMessage => ({
  type: 'hello',
  protocol: 1,
  place,
  pid: 4711,
  simulated: true,
  devices: readyDevices,
  ...fields,
});

export const connectBridge = async (socketPath: string) => {
  const socket: Socket = connect(socketPath);
  const heard: StationMessage[] = [];
  let closed = false;
  let rest = '';
  socket.setEncoding('utf8');
  socket.on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const message: unknown = JSON.parse(line);
      if (!fits(message)) throw new Error(`the station broke the contract: ${line.slice(0, 200)}`);
      heard.push(message);
    }
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    closed = true;
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  const of = <T extends StationMessage['type']>(type: T) =>
    heard.filter(
      (message): message is Extract<StationMessage, { type: T }> => message.type === type,
    );
  return {
    heard,
    of,
    closed: () => closed,
    say: (message: BridgeMessage) => void socket.write(`${JSON.stringify(message)}\n`),
    sayRaw: (bytes: string | Uint8Array) => void socket.write(bytes),
    hangUp: () => void socket.destroy(),
    untilHeard: (type: StationMessage['type'], count = 1) =>
      until(`${count} of ${type}`, () => of(type).length >= count),
    untilClosed: () => until('the station to hang up', () => closed),
  };
};
