// The check value of ISO 28560-3: CRC-16, polynomial 1021, begins with FFFF, not reflected, nothing added at the end. Readers use two
// others that look alike (3M adds FFFF, FEIG reflects); those live with their frames.

const POLYNOMIAL = 0x1021;

const TABLE = Uint16Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 8;
  for (let bit = 0; bit < 8; bit++)
    value = value & 0x8000 ? ((value << 1) ^ POLYNOMIAL) & 0xffff : (value << 1) & 0xffff;
  return value;
});

export const tagCrc = (bytes: Uint8Array): number => {
  let crc = 0xffff;
  for (const byte of bytes) crc = ((crc << 8) & 0xffff) ^ TABLE[(crc >> 8) ^ byte]!;
  return crc;
};
