'use strict';
// The CRC-32 of ISO 3309, as in zip and PNG (MOD-01a). Node 20 has none of its own in every release.

const TABLE = Array.from({ length: 256 }, (_, byte) => {
  let sum = byte;
  for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xEDB88320 : sum >>> 1;
  return sum >>> 0;
});

function crc32(bytes) {
  let sum = 0xFFFFFFFF;
  for (const byte of bytes) sum = TABLE[(sum ^ byte) & 0xFF] ^ (sum >>> 8);
  return (sum ^ 0xFFFFFFFF) >>> 0;
}

module.exports = { crc32 };
