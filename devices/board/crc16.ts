// CRC-16, polynomial 1021, start FFFF, not reflected, no final XOR (hardware.md 0.5 and 5.1): "123456789" gives 29B1.

export const crc16 = (bytes: Uint8Array): number => {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++)
      crc = (crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xffff;
  }
  return crc;
};
