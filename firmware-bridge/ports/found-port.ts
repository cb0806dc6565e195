// What is known of a port that is plugged in, before it is opened.
export type FoundPort = {
  bus: 'hid' | 'serial' | 'usb-printer' | 'usb';
  /** What an opener takes: `/dev/ttyACM0`, `/dev/bus/usb/001/004`, `COM3`. Changes from plug to plug. */
  path: string;
  /** Four lower-case hex digits, as udev prints them; absent for what is no USB device. */
  vendorId?: string;
  productId?: string;
  serialNumber?: string;
  usagePage?: number;
  usage?: number;
};
