import { type ProgramResult, startProgram } from './programs.ts';

type Libfido2Program = 'fido2-token' | 'fido2-cred' | 'fido2-assert';

/** Runs fido2-token (see libfido2). */
export function fido2Token(args: readonly string[], pins: readonly string[] = []): Promise<ProgramResult> {
  return libfido2('fido2-token', args, pins);
}

/**
 * Runs one of libfido2's programs on a pseudo terminal (they read PINs from /dev/tty only) and answers its PIN prompts in
 * order. The output is what the terminal showed, prompts left out.
 */
export async function libfido2(
  name: Libfido2Program,
  args: readonly string[],
  pins: readonly string[] = [],
): Promise<ProgramResult> {
  const command = [name, ...args].map(quote).join(' ');
  const program = startProgram(['script', '-qec', command, '/dev/null'], { limitMs: 60_000 });
  void answerPrompts(program, [...pins]);
  const result = await program.result;
  const lines = result.stdout.split(/\r?\n/).filter((line) => !/^Enter .*: $/.test(line));
  return { ...result, stdout: lines.join('\n').trim() };
}

/** "Enter PIN for /dev/hidraw0: ", "Enter new PIN for …: ", "Enter the same PIN again: ". */
const prompt = /PIN (?:for \S+|again): /g;

async function answerPrompts(program: ReturnType<typeof startProgram>, pins: readonly string[]): Promise<void> {
  try {
    for (const [index, pin] of pins.entries()) {
      // The prompt flushes what was typed before it: answer each one only once it is there.
      await program.waitFor((output) => (output.match(prompt)?.length ?? 0) > index);
      program.child.stdin.write(`${pin}\n`);
    }
  } catch {
    // The program ended before it asked; the caller sees its status and output.
  }
}

export interface ListedRp {
  readonly rpIdHash: string;
  readonly rpId: string;
}

/** Reads `fido2-token -L -r`: "00: <hash, base64> <RP ID>". The hash is given in hex. */
export function parseRps(output: string): readonly ListedRp[] {
  return linesOf(output).map((line) => {
    const [, hash = '', rpId = ''] = line.split(' ');
    return { rpIdHash: Buffer.from(hash, 'base64').toString('hex'), rpId };
  });
}

export interface ListedCredential {
  readonly credentialId: string;
  readonly displayName: string;
  readonly userId: string;
  readonly algorithm: string;
  readonly protection: string;
}

/** Reads `fido2-token -L -k`: "00: <ID, base64> <display name> <user handle, base64> <algorithm> <protection>". */
export function parseCredentials(output: string): readonly ListedCredential[] {
  return linesOf(output).map((line) => {
    const words = line.split(' ');
    const [, id = ''] = words;
    const [userId = '', algorithm = '', protection = ''] = words.slice(-3);
    return {
      credentialId: Buffer.from(id, 'base64').toString('hex'),
      displayName: words.slice(2, -3).join(' '),
      userId: Buffer.from(userId, 'base64').toString('hex'),
      algorithm,
      protection,
    };
  });
}

/** Reads `fido2-token -I`: "name: value" lines. */
export function parseInfo(output: string): ReadonlyMap<string, string> {
  return new Map(
    output.split('\n').flatMap((line) => {
      const at = line.indexOf(': ');
      return at < 0 ? [] : [[line.slice(0, at).trim(), line.slice(at + 2).trim()] as const];
    }),
  );
}

function linesOf(output: string): readonly string[] {
  return output.split('\n').filter((line) => /^\d\d+: /.test(line));
}

function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
