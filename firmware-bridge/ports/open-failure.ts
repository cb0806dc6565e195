// Turns the many ways in which systems and libraries say "cannot open" into codes of the bridge's
// table.
import { BridgeError, whyOf } from '../errors.ts';

const MISSING =
  /ENOENT|ENODEV|ENXIO|no such (file|device)|not exist|file not found|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|LIBUSB_ERROR_(NO_DEVICE|NOT_FOUND)/i;
const DENIED =
  /EACCES|EPERM|permission denied|access (is )?denied|not permitted|LIBUSB_ERROR_ACCESS/i;
const BUSY =
  /EBUSY|cannot lock|resource temporarily unavailable|resource busy|in use|LIBUSB_ERROR_BUSY/i;

/** `name` is the port's name for staff. A BridgeError stays what it is. */
export const asOpenFailure = (failure: unknown, name: string): BridgeError => {
  if (failure instanceof BridgeError) return failure;
  const code = failure instanceof Error && 'code' in failure ? String(failure.code) : '';
  const text = `${code} ${whyOf(failure)}`;
  const detail = `${name}: ${whyOf(failure)}`;
  if (DENIED.test(text)) return new BridgeError('port-denied', detail, failure);
  if (BUSY.test(text)) return new BridgeError('port-busy', detail, failure);
  if (MISSING.test(text)) return new BridgeError('port-missing', detail, failure);
  return new BridgeError('port-failed', detail, failure);
};
