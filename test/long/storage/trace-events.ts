/** Calls of a program on files, as strace recorded them, in the order in which they returned. */
export type TraceEvent =
  | {
      readonly type: 'open';
      readonly below: number | null;
      readonly path: string;
      readonly fd: number;
      readonly create: boolean;
      readonly empty: boolean;
    }
  | { readonly type: 'close'; readonly fd: number }
  /** `offset` null: where the descriptor stands. */
  | { readonly type: 'write'; readonly fd: number; readonly offset: number | null; readonly data: Buffer }
  | { readonly type: 'copy'; readonly from: number; readonly to: number; readonly length: number }
  | { readonly type: 'truncate'; readonly fd: number; readonly size: number }
  | { readonly type: 'sync'; readonly fd: number }
  /** `below`: the descriptor of the directory that the path begins at; null: it begins at the root. */
  | { readonly type: 'unlink'; readonly below: number | null; readonly path: string }
  | { readonly type: 'rename' | 'link'; readonly from: string; readonly to: string }
  | { readonly type: 'mkdir'; readonly path: string }
  /** A line on standard output. */
  | { readonly type: 'line'; readonly text: string };

/** The calls that are recorded. One that changes files and is not among them would be missed: `lseek` and the like end the run. */
export const recordedCalls = [
  ...([
    'openat',
    'close',
    'pwrite64',
    'write',
    'writev',
    'copy_file_range',
    'sendfile',
    'ftruncate',
    'truncate',
  ] as const),
  ...([
    'fsync',
    'fdatasync',
    'unlink',
    'unlinkat',
    'rename',
    'link',
    'mkdir',
    'rmdir',
    'pwritev',
    'fallocate',
    'lseek',
  ] as const),
];

/** Parses the output of `strace -f -xx`. Throws on a call that changes a file in a way that is not known here. */
export function parseTrace(text: string): TraceEvent[] {
  const unfinished = new Map<string, string>();
  return text.split('\n').flatMap((line) => {
    const [, pid = '', rest = ''] = /^(\d+) +(.*)$/.exec(line) ?? [];
    if (rest.endsWith('<unfinished ...>')) {
      unfinished.set(pid, rest.slice(0, -'<unfinished ...>'.length));
      return [];
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(rest);
    return eventOf(resumed === null ? rest : (unfinished.get(pid) ?? '') + (resumed[1] ?? ''));
  });
}

function eventOf(call: string): TraceEvent[] {
  const [, name = '', args = '', result = ''] = /^(\w+)\((.*)\) += (-?\d+)/.exec(call) ?? [];
  if (name === '' || result.startsWith('-')) return [];
  const texts = [...args.matchAll(/"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?/g)].map((match) => {
    if (match[2] !== undefined) throw new Error('a write that was cut short in the record');
    return Buffer.from((match[1] ?? '').replaceAll('\\x', ''), 'hex');
  });
  const [first = '', second = ''] = texts.map((each) => each.toString('utf8'));
  const fd = Number(/^\d+/.exec(args)?.[0] ?? -1);
  const below = first.startsWith('/') ? null : fd;
  const data = texts[0] ?? Buffer.alloc(0);
  const numbers = args.split(', ').map(Number);
  switch (name) {
    case 'openat':
      return [opened(first, Number(result), args, below)];
    case 'close':
      return [{ type: 'close', fd }];
    case 'pwrite64':
      return [{ type: 'write', fd, offset: numbers.at(-1) ?? 0, data: data.subarray(0, Number(result)) }];
    case 'write':
      if (fd === 1) return [{ type: 'line', text: first.trimEnd() }];
      return [{ type: 'write', fd, offset: null, data: data.subarray(0, Number(result)) }];
    case 'copy_file_range':
      return [{ type: 'copy', from: fd, to: numbers[2] ?? -1, length: Number(result) }];
    case 'ftruncate':
      return [{ type: 'truncate', fd, size: numbers[1] ?? 0 }];
    case 'fsync':
    case 'fdatasync':
      return [{ type: 'sync', fd }];
    case 'unlink':
    case 'unlinkat':
    case 'rmdir':
      return [{ type: 'unlink', path: first, below }];
    case 'rename':
    case 'link':
      return [{ type: name, from: first, to: second }];
    case 'mkdir':
      return [{ type: 'mkdir', path: first }];
    case 'lseek':
      return [];
    default:
      return [unknown(call)];
  }
}

function opened(path: string, fd: number, args: string, below: number | null): TraceEvent {
  return { type: 'open', path, fd, below, create: args.includes('O_CREAT'), empty: args.includes('O_TRUNC') };
}

function unknown(call: string): never {
  throw new Error(`a call that is not replayed: ${call.slice(0, 200)}`);
}
