/** The fault of one matching request. `carryOut: true`: the request takes effect although the answer says otherwise. */
export type CommandFault =
  | { readonly status: number; readonly carryOut?: boolean }
  | { readonly hidError: number; readonly carryOut?: boolean }
  /** The whole payload that goes back instead, status byte included. */
  | { readonly garbage: Uint8Array; readonly carryOut?: boolean }
  /** No reply ever; the key is ready for the next request. */
  | { readonly dropReply: true; readonly carryOut?: boolean }
  /** Works that long (keepalives 01 every 100 ms) before it carries the request out. */
  | { readonly delayMs: number; readonly silent?: boolean }
  | { readonly replaceResponse: (response: Uint8Array) => Uint8Array }
  /** The person pulls the key out before it acts, or after it acted and before it answers. */
  | { readonly unplug: 'before' | 'after' }
  /** Sends keepalives and never answers, until CANCEL, INIT or power cycle. CANCEL is ignored with `deaf`. */
  | { readonly keepaliveForever: 'working' | 'touch'; readonly deaf?: boolean };

/** The faults of the reports that the key sends, until changed. */
interface FrameFaults {
  /** Reports on another channel before each of ours. */
  readonly foreignFrames?: number;
  /** Unused bytes are filled with this, e.g. 0xEE. */
  readonly padding?: number;
  /** The continuation with this SEQ is sent twice. */
  readonly duplicateSequence?: number;
  /** The continuation with this SEQ carries SEQ + 1. */
  readonly wrongSequence?: number;
  /** The report with this index (0 = first of the message) is lost. */
  readonly dropReport?: number;
  /** A KEEPALIVE sits before the continuation with this SEQ. */
  readonly keepaliveBefore?: number;
  /** A KEEPALIVE follows after the whole answer. */
  readonly lateKeepalive?: boolean;
  /** Answers the next n requests (INIT excepted) with CHANNEL_BUSY; counts down. */
  readonly busyTimes?: number;
  /** Answers the next n broadcast INITs with this code on the broadcast channel; see `initErrorTimes`. */
  readonly initError?: number;
  readonly initErrorTimes?: number;
  /** Extra bytes at the end of INIT replies; negative cuts. */
  readonly initLength?: number;
  /** Other nonces' INIT replies before ours. */
  readonly foreignInits?: number;
  /** Replies come on this channel. */
  readonly responseChannel?: number;
  /** Replies carry this command (without bit 7). */
  readonly responseCommand?: number;
  /** First packet announces this length. */
  readonly announcedLength?: number;
  /** Reports of another program's traffic flooding the host before each answer. */
  readonly flood?: number;
}

/** The moment when the key is pulled out: at the k-th report (from 1) that the host writes or reads, before or after it passed. */
interface UnplugPoint {
  readonly on: 'write' | 'read';
  readonly index: number;
  readonly when: 'before' | 'after';
}

interface FailOptions {
  /** The number of matching requests that fail; default 1. */
  readonly times?: number;
  /** The number of matching requests that pass before. */
  readonly skip?: number;
}

/** The faults that a test gives a key. */
export interface FaultScript {
  /**
   * Schedules a failure of the next request whose log name equals `name` or begins with it and a dot (`clientPin` matches
   * `clientPin.setPin`); `any` matches everything but INIT.
   */
  failNext(name: string, fault: CommandFault, options?: FailOptions): void;
  /** Replaces all frame faults; `{}` ends them. */
  setFrameFaults(faults: FrameFaults): void;
  /** Counts reports from now on and pulls the key out at the point. Observed by the virtual transport. */
  unplugAt(point: UnplugPoint): void;
  clear(): void;
}

/** The side of the script that the key itself uses. */
export interface ActiveFaults {
  take(name: string): CommandFault | null;
  frames(): FrameFaults;
  /** Uses up one unit of a counting frame fault. */
  countDown(member: 'busyTimes' | 'initErrorTimes'): boolean;
  /** Counts a report; true when the key is to be pulled out now. */
  reportPasses(on: 'write' | 'read', when: 'before' | 'after'): boolean;
}

interface Rule {
  readonly name: string;
  readonly fault: CommandFault;
  skip: number;
  times: number;
}

/** Creates an empty script. */
export function createFaultScript(): FaultScript & ActiveFaults {
  let rules: Rule[] = [];
  let frames: FrameFaults = {};
  let point: UnplugPoint | null = null;
  let passed = 0;

  const matches = (rule: Rule, name: string): boolean =>
    rule.name === name || name.startsWith(`${rule.name}.`) || (rule.name === 'any' && name !== 'init');

  return {
    failNext: (name, fault, options = {}) => {
      rules.push({ name, fault, skip: options.skip ?? 0, times: options.times ?? 1 });
    },
    setFrameFaults: (faults) => {
      frames = faults;
    },
    unplugAt: (next) => {
      point = next;
      passed = 0;
    },
    clear: () => {
      rules = [];
      frames = {};
      point = null;
    },
    take: (name) => {
      for (const rule of rules) {
        if (!matches(rule, name)) continue;
        if (rule.skip > 0) {
          rule.skip--;
          continue;
        }
        rule.times--;
        if (rule.times <= 0) rules = rules.filter((other) => other !== rule);
        return rule.fault;
      }
      return null;
    },
    frames: () => frames,
    countDown: (member) => {
      const left = frames[member] ?? 0;
      if (left <= 0) return false;
      frames = { ...frames, [member]: left - 1 };
      return true;
    },
    reportPasses: (on, when) => {
      if (point === null || point.on !== on) return false;
      if (when === 'before') passed++;
      if (passed !== point.index || when !== point.when) return false;
      point = null;
      return true;
    },
  };
}
