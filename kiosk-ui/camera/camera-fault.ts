// What can go wrong with a camera, told from what the browser throws (W3C Media Capture and Streams, section 10.2).

/** Their words stand in `strings/camera.ts`, their hints for staff in the README of this folder. */
export const CAMERA_FAULTS = [
  'camera-refused',
  'camera-absent',
  'camera-busy',
  'camera-lost',
  'camera-reader',
] as const;
export type CameraFault = (typeof CAMERA_FAULTS)[number];

const BY_NAME: Record<string, CameraFault> = {
  NotAllowedError: 'camera-refused',
  SecurityError: 'camera-refused',
  NotFoundError: 'camera-absent',
  OverconstrainedError: 'camera-absent',
  NotReadableError: 'camera-busy',
  AbortError: 'camera-busy',
};

/** An error that says nothing known, or no camera interface at all (a page not opened by https or localhost): absent. */
export const cameraFaultOf = (error: unknown): CameraFault =>
  BY_NAME[error instanceof Error || error instanceof DOMException ? error.name : ''] ??
  'camera-absent';
