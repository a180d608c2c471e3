import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  fileAt,
  kindOfPath,
  linkOrMove,
  makePrivate,
  removeAbandoned,
  siblings,
  takeName,
  temporaryBeside,
  writeDurably,
} from '../../../../src-main/inventory/file/safe-file.ts';
import { temporaryFolder } from '../inventory-fixture.ts';

/** Replaces one file function by one that fails, for the rest of the test. */
function failing(name: 'linkSync' | 'chmodSync' | 'renameSync', code: string): void {
  const real = fs[name];
  Reflect.set(fs, name, () => {
    throw Object.assign(new Error(code), { code, syscall: name });
  });
  onTestFinished(() => void Reflect.set(fs, name, real));
}

function named(folder: string, name: string, content = name): string {
  const file = path.join(folder, name);
  fs.writeFileSync(file, content);
  return file;
}

describe('a second name', () => {
  it('is a link, or a move where the file system has none', () => {
    const folder = temporaryFolder();
    const file = named(folder, 'a');
    linkOrMove(file, `${file}-kept`);
    expect(fs.readdirSync(folder)).toEqual(['a', 'a-kept']);
    failing('linkSync', 'EPERM');
    linkOrMove(file, `${file}-moved`);
    expect(fs.readdirSync(folder)).toEqual(['a-kept', 'a-moved']);
  });

  it.each(['EEXIST', 'ENOENT', 'ENOSPC'])('is no move where the link failed with %s', (code) => {
    const file = named(temporaryFolder(), 'a');
    failing('linkSync', code);
    expect(() => linkOrMove(file, `${file}-kept`)).toThrow(code);
    expect(fs.existsSync(file)).toBe(true);
  });
});

describe('the name of a new file', () => {
  it('is taken once only, with and without links', () => {
    const folder = temporaryFolder();
    expect(takeName(named(folder, 'one'), path.join(folder, 'name'))).toBe(true);
    expect(takeName(named(folder, 'two'), path.join(folder, 'name'))).toBe(false);
    expect(fs.readFileSync(path.join(folder, 'name'), 'utf8')).toBe('one');
    failing('linkSync', 'ENOTSUP');
    expect(takeName(path.join(folder, 'two'), path.join(folder, 'name'))).toBe(false);
    expect(takeName(path.join(folder, 'two'), path.join(folder, 'other'))).toBe(true);
    expect(fs.readFileSync(path.join(folder, 'other'), 'utf8')).toBe('two');
  });

  it.each(['ENOENT', 'ENOSPC'])('is not taken where that failed with %s', (code) => {
    const file = named(temporaryFolder(), 'one');
    failing('linkSync', code);
    expect(() => takeName(file, `${file}-name`)).toThrow(code);
  });
});

describe('the rights to a file', () => {
  it('are left as they are where they are not ours to change, and any other failure is one', () => {
    const file = named(temporaryFolder(), 'a');
    fs.chmodSync(file, 0o644);
    failing('chmodSync', 'EROFS');
    makePrivate(file);
    expect(fs.statSync(file).mode & 0o777).toBe(0o644);
    failing('chmodSync', 'EIO');
    expect(() => makePrivate(file)).toThrow('EIO');
  });
});

describe('temporary files', () => {
  it('are removed when their process must have died, and nothing else is', () => {
    const folder = temporaryFolder();
    const old = temporaryBeside(path.join(folder, 'a'));
    const fresh = temporaryBeside(path.join(folder, 'a'));
    for (const file of [old, `${old}-journal`, fresh]) fs.writeFileSync(file, '');
    for (const file of [old, `${old}-journal`, named(folder, 'a.new-notes')]) fs.utimesSync(file, 0, 0);
    const now = new Date();
    fs.utimesSync(fresh, now, now);
    removeAbandoned(folder);
    expect(fs.readdirSync(folder).sort()).toEqual([path.basename(fresh), 'a.new-notes'].sort());
  });

  it('go where the writing failed, and the old content stays', () => {
    const file = named(temporaryFolder(), 'a', 'old');
    failing('renameSync', 'EIO');
    expect(() => writeDurably(file, Buffer.from('new'))).toThrow('EIO');
    expect(fs.readFileSync(file, 'utf8')).toBe('old');
    expect(siblings(file, '.new-')).toEqual([]);
  });
});

describe('what stands at a path', () => {
  it('is told without following a link', () => {
    const folder = temporaryFolder();
    const file = named(folder, 'a');
    fs.symlinkSync(file, path.join(folder, 'link'));
    expect(kindOfPath(file)).toBe('file');
    expect(kindOfPath(folder)).toBe('directory');
    expect(kindOfPath(path.join(folder, 'link'))).toBe('symlink');
    expect(kindOfPath(path.join(folder, 'none'))).toBe('nothing');
    expect(kindOfPath('/dev/null')).toBe('special');
  });

  it('is the same file under two names, and none where there is none', () => {
    const folder = temporaryFolder();
    const file = named(folder, 'a');
    fs.linkSync(file, `${file}-2`);
    expect(fileAt(file)).toBe(fileAt(`${file}-2`));
    expect(fileAt(named(folder, 'b'))).not.toBe(fileAt(file));
    expect(fileAt(path.join(folder, 'none'))).toBeNull();
    expect(siblings(path.join(folder, 'none', 'a'), '')).toEqual([]);
  });
});
