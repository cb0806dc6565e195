// The bytes of a HID bar code scanner: its report descriptor and its input reports, after the HID
// Point of Sale Usage Tables 1.02 (usage page 0x8C). Report 2, 64 bytes: id, count, AIM identifier
// 3, data 56, maker's code 2, continued bit.

const DATA_BYTES = 56;
export const REPORT_BYTES = 64;
export const REPORT_ID = 2;

/** USB HID 1.11 section 6.2.2 items, one a line. */
export const posReportDescriptor = Uint8Array.from([
  ...[0x05, 0x8c], // usage page: bar code scanner
  ...[0x09, 0x02], // usage: bar code scanner
  ...[0xa1, 0x01], // application collection
  ...[0x85, REPORT_ID],
  ...[0x09, 0x12], // usage: scanned data report
  ...[0xa1, 0x02], // logical collection
  ...[0x15, 0x00, 0x26, 0xff, 0x00, 0x75, 0x08, 0x95, 0x01], // bytes, one of them:
  ...[0x05, 0x01, 0x09, 0x3b, 0x81, 0x02], // generic desktop: byte count
  ...[0x05, 0x8c], // back to the scanner page
  ...[0x09, 0xfb, 0x81, 0x02], // symbology identifier 1
  ...[0x09, 0xfc, 0x81, 0x02], // symbology identifier 2
  ...[0x09, 0xfd, 0x81, 0x02], // symbology identifier 3
  ...[0x95, DATA_BYTES, 0x09, 0xfe, 0x82, 0x02, 0x01], // decoded data, buffered bytes
  ...[0x95, 0x02, 0x06, 0x66, 0xff, 0x09, 0x04, 0x81, 0x02], // maker's page: code identifier
  ...[0x05, 0x8c, 0x25, 0x01, 0x75, 0x01, 0x95, 0x01], // one bit:
  ...[0x09, 0xff, 0x81, 0x02], // decoded data continued
  ...[0x75, 0x07, 0x81, 0x03], // seven bits of padding
  0xc0, // end of the logical collection
  ...[0x85, 0x04], // report 4, output: the trigger
  ...[0x09, 0x14, 0xa1, 0x02, 0x15, 0x00, 0x25, 0x01, 0x75, 0x01, 0x95, 0x01],
  ...[0x09, 0x60, 0x91, 0x02, 0x75, 0x07, 0x91, 0x03, 0xc0],
  0xc0, // end of the application collection
]);

/**
 * One code as reports; a long one goes in several, all but the last with the continued bit. `aim`
 * has three characters or none.
 */
export const posReports = (text: string, aim: string): Uint8Array[] => {
  const data = new TextEncoder().encode(text);
  const reports: Uint8Array[] = [];
  for (let from = 0; from === 0 || from < data.length; from += DATA_BYTES) {
    const part = data.subarray(from, from + DATA_BYTES);
    const report = new Uint8Array(REPORT_BYTES);
    report[0] = REPORT_ID;
    report[1] = part.length;
    report.set(new TextEncoder().encode(aim).subarray(0, 3), 2);
    report.set(part, 5);
    report[REPORT_BYTES - 1] = from + DATA_BYTES < data.length ? 1 : 0;
    reports.push(report);
  }
  return reports;
};
