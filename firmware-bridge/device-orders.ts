// What the station asks of a pad or of contacts, carried out on the driver while its device is ready. Each order is answered once,
// with a fault when there is no such device, when it left, or when its driver cannot do it: silence is never an answer.
import type { ContactDriver, Driver, RfidDriver } from '../devices/driver.ts';
import type { RfidErrorCode } from '../devices/rfid/errors.ts';
import type { BridgeMessage, StationMessage } from './messages.ts';

export type DeviceOrder = Extract<
  StationMessage,
  { type: 'set-security' | 'write-tag' | 'pulse-output' }
>;

/** Orders under way or waiting for one device; a kiosk asks one for each book of a stack. */
export const ORDERS_MAX = 64;

export type DeviceOrdersDeps = {
  device: string;
  /** The driver while its device is ready; `gone` resolves when that session ends. */
  driver(): { driver: Driver; gone: Promise<string> } | undefined;
  tell(message: BridgeMessage): void;
};

const isRfid = (driver: Driver): driver is RfidDriver => 'setSecurity' in driver;
const hasContacts = (driver: Driver): driver is ContactDriver => 'pulse' in driver;

const AWAY: RfidErrorCode = 'reader-closed';

export const failedOrder = (order: DeviceOrder, fault: string): BridgeMessage => {
  const { device, request } = order;
  if (order.type === 'pulse-output')
    return { type: 'output-pulsed', device, request, done: false, fault };
  const { uid } = order;
  return order.type === 'set-security'
    ? { type: 'security-set', device, request, uid, done: false, secured: null, fault }
    : { type: 'tag-written', device, request, uid, done: false, content: null, fault };
};

const carryOut = async (driver: Driver, order: DeviceOrder): Promise<BridgeMessage> => {
  const { device, request } = order;
  if (order.type === 'set-security' && isRfid(driver)) {
    const outcome = await driver.setSecurity(order.uid, order.secured);
    return { type: 'security-set', device, request, uid: order.uid, ...outcome };
  }
  if (order.type === 'write-tag' && isRfid(driver)) {
    const outcome = await driver.writeTag(order.uid, order.item, order.lock);
    return { type: 'tag-written', device, request, uid: order.uid, ...outcome };
  }
  if (order.type === 'pulse-output' && hasContacts(driver)) {
    const outcome = await driver.pulse(order.output, order.ms);
    return { type: 'output-pulsed', device, request, ...outcome };
  }
  return failedOrder(order, 'not-its-kind');
};

export const createDeviceOrders = ({ driver, tell }: DeviceOrdersDeps) => {
  let open = 0;
  return async (order: DeviceOrder): Promise<void> => {
    const ready = driver();
    if (!ready || open >= ORDERS_MAX) {
      tell(failedOrder(order, ready ? 'too-many-orders' : AWAY));
      return;
    }
    open++;
    // A driver whose port is gone may never answer; its end is the answer.
    const left = ready.gone.then(() => failedOrder(order, AWAY));
    tell(
      await Promise.race([carryOut(ready.driver, order), left]).catch(() =>
        failedOrder(order, 'driver-failed'),
      ),
    );
    open--;
  };
};
