import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync, zstdDecompressSync } from 'node:zlib';

/**
 * Extracts the kernel proper (ELF) from a bzImage and writes it to `target`.
 * @param {string} bzImage path
 * @param {string} target path
 */
export function unpackKernel(bzImage, target) {
  const image = readFileSync(bzImage);
  // Linux boot protocol: 0x1f1 sectors of set-up code, 0x248 offset and 0x24c length of the packed kernel after them.
  const start = ((image[0x1f1] ?? 0) + 1) * 512 + image.readUInt32LE(0x248);
  const packed = image.subarray(start, start + image.readUInt32LE(0x24c));
  const kernel = decompress(packed);
  if (kernel.subarray(0, 4).toString('latin1') !== '\x7fELF') throw new Error(`no kernel was found inside ${bzImage}`);
  writeFileSync(target, kernel);
}

/**
 * @param {Buffer} packed followed by four bytes that tell the unpacked size
 * @returns {Buffer}
 */
function decompress(packed) {
  const magic = packed.subarray(0, 4).toString('hex');
  if (magic.startsWith('1f8b')) return gunzipSync(packed.subarray(0, -4));
  if (magic === '28b52ffd') return zstdDecompressSync(packed.subarray(0, -4));
  if (magic !== 'fd377a58') throw new Error(`the kernel is packed in an unknown way (${magic})`);
  const result = spawnSync('xz', ['-dc', '--single-stream'], { input: packed, maxBuffer: 1 << 30 });
  if (result.stdout.length === 0) throw new Error(`xz could not unpack the kernel: ${String(result.stderr)}`);
  // xz complains about the four bytes of the size at the end; what it wrote is whole.
  return result.stdout;
}
