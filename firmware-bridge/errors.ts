// The one table of this folder's failures: what happened, what staff can do, and the exit status of
// `kitap bridge` when it ends the process (sysexits: 64 usage, 69 unavailable, 70 software, 78
// configuration). Codes are never reused.

export const BRIDGE_ERRORS = {
  'port-missing': {
    message: 'The device is not there',
    hint: 'Plug the device in and switch it on; it is found again by itself.',
    status: 69,
  },
  'port-denied': {
    message: 'The system does not let this program open the device',
    hint: "Give the bridge's user the device's group (dialout, lp, or the udev rule of the profile).",
    status: 69,
  },
  'port-busy': {
    message: 'Another program holds the device',
    hint: 'Close the other program. ModemManager probes new serial ports for about ten seconds.',
    status: 69,
  },
  'port-failed': {
    message: 'The device could not be opened',
    hint: 'Unplug it, wait a few seconds, plug it in again; then try another cable.',
    status: 69,
  },
  'port-closed': {
    message: 'The port is closed',
    hint: 'The device was unplugged or stopped; it is opened again by itself.',
    status: 69,
  },
  'open-timeout': {
    message: 'The device did not open within its time limit',
    hint: 'Unplug it, wait a few seconds, plug it in again.',
    status: 69,
  },
  'write-timeout': {
    message: 'The device took no bytes within the time limit of a write',
    hint: 'Look for paper, an open cover, or a device that is switched off.',
    status: 69,
  },
  'write-failed': {
    message: 'The device refused the bytes',
    hint: 'Unplug it, wait a few seconds, plug it in again.',
    status: 69,
  },
  'not-writable': {
    message: 'This port only delivers',
    hint: 'The profile names a driver that does not fit the port; check the station profile.',
    status: 78,
  },
  'not-a-device': {
    message: 'The path names no device node',
    hint: 'Printers are /dev/usb/lp0 and the like; correct the path in the station profile.',
    status: 78,
  },
  'native-library-missing': {
    message: 'A library of the operating system is missing',
    hint: 'Install it: apt-get install libusb-1.0-0 libudev1. All other devices go on working.',
    status: 69,
  },
  'native-module-missing': {
    message: 'The module that talks to this kind of port does not load on this computer',
    hint: 'Install the program again on this very computer (npm ci). Other devices go on working.',
    status: 69,
  },
  'discovery-failed': {
    message: 'The list of plugged-in devices cannot be read',
    hint: 'Name the port by its path in the station profile, or install udev.',
    status: 69,
  },
  'start-failed': {
    message: 'The device does not answer as its model does',
    hint: 'Check the profile chosen for it and scan the configuration barcodes of its help.',
    status: 69,
  },
  'driver-failed': {
    message: 'The driver of this device failed on what the device sent',
    hint: 'The device is opened again by itself and all others go on. Send its name and the last lines of kitap bridge --monitor to the makers.',
    status: 70,
  },
  'start-timeout': {
    message: 'The device did not finish starting within its time limit',
    hint: 'Switch it off and on; check the profile chosen for it.',
    status: 69,
  },
  'device-silent': {
    message: 'The device left without the system telling so',
    hint: 'It is opened again by itself; if it happens often, change cable or hub.',
    status: 69,
  },
  'profile-unusable': {
    message: 'The device profile and the port of the station profile do not fit together',
    hint: 'Correct the station profile; the text says which part.',
    status: 78,
  },
  'profile-unknown': {
    message: 'There is no such profile',
    hint: 'Look at the names in profiles/devices and profiles/stations.',
    status: 78,
  },
  'place-unknown': {
    message: 'The station profile has no such place',
    hint: 'Start the bridge with a place that stands in the station profile.',
    status: 78,
  },
  'simulation-refused': {
    message: 'The station profile has simulated devices',
    hint: 'Start with --simulate for a demonstration; a working station names real ports.',
    status: 78,
  },
  'socket-path-too-long': {
    message: 'The path of the station socket is longer than the system allows (107 bytes)',
    hint: 'Choose a shorter data folder for the station.',
    status: 78,
  },
  'line-too-long': {
    message: 'A line between station and bridge is longer than the limit',
    hint: 'Station and bridge must be of the same version; the bridge connects again.',
    status: 69,
  },
  'line-malformed': {
    message: 'The station sent a line that does not fit the contract',
    hint: 'Station and bridge must be of the same version; the bridge connects again.',
    status: 69,
  },
  'protocol-mismatch': {
    message: 'Station and bridge speak different versions of the protocol',
    hint: 'Install the same version of both.',
    status: 69,
  },
  'welcome-timeout': {
    message: 'The station did not answer the greeting',
    hint: 'Look whether the station is busy starting; the bridge connects again.',
    status: 69,
  },
  'already-started': {
    message: 'This was started before',
    hint: 'A fault in the program: report it.',
    status: 70,
  },
} as const satisfies Record<string, { message: string; hint: string; status: number }>;

export type BridgeErrorCode = keyof typeof BRIDGE_ERRORS;

/** `detail` says what this time was particular, for staff and logs; never who the patron is. */
export class BridgeError extends Error {
  readonly code: BridgeErrorCode;
  readonly hint: string;
  readonly status: number;

  constructor(code: BridgeErrorCode, detail?: string, cause?: unknown) {
    const row = BRIDGE_ERRORS[code];
    super(detail ? `${row.message}: ${detail}` : row.message, { cause });
    this.name = 'BridgeError';
    this.code = code;
    this.hint = row.hint;
    this.status = row.status;
  }
}

/**
 * What went wrong, in one line for staff; cut so that it always fits a `why` of the bridge
 * contract.
 */
export const whyOf = (failure: unknown): string => {
  const text = failure instanceof Error ? failure.message : String(failure);
  return text.replace(/\s+/g, ' ').slice(0, 400);
};
