// @napi-rs/keyring over a folder, FILE_KEYRING, which outlives the process: the keychain of a computer that tests can look into. One file for each
// entry, as a keychain gives out one.
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const folder = process.env.FILE_KEYRING ?? '';

export class AsyncEntry {
  constructor(service, name) {
    this.file = join(folder, `${service} - ${name}`);
  }
  async getSecret() {
    return existsSync(this.file) ? await readFile(this.file) : null;
  }
  async setSecret(secret) {
    await mkdir(folder, { recursive: true });
    await writeFile(this.file, secret);
  }
  async deleteCredential() {
    await rm(this.file, { force: true });
  }
}
