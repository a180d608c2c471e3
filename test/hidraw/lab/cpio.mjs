/**
 * Writes a cpio archive of the "newc" kind, the one the kernel takes as initramfs.
 * @param {readonly string[]} folders
 * @param {readonly { path: string, mode: number, content: Buffer }[]} files
 * @returns {Buffer}
 */
export function cpioArchive(folders, files) {
  const parts = [];
  let inode = 1;
  for (const folder of folders) parts.push(entry((inode += 1), folder, 0o040755, Buffer.alloc(0)));
  for (const file of files) parts.push(entry((inode += 1), file.path, 0o100000 | file.mode, file.content));
  parts.push(entry(0, 'TRAILER!!!', 0, Buffer.alloc(0)));
  return Buffer.concat(parts);
}

/**
 * @param {number} inode
 * @param {string} path
 * @param {number} mode
 * @param {Buffer} content
 */
function entry(inode, path, mode, content) {
  const name = Buffer.from(`${path}\0`);
  // inode, mode, uid, gid, links, mtime, size, device and rdev (major, minor), size of the name, checksum (unused).
  const fields = [inode, mode, 0, 0, 1, 0, content.length, 0, 0, 0, 0, name.length, 0];
  const header = Buffer.from(`070701${fields.map((field) => field.toString(16).padStart(8, '0')).join('')}`);
  return Buffer.concat([padded(Buffer.concat([header, name])), padded(content)]);
}

/** @param {Buffer} bytes */
function padded(bytes) {
  return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
}
