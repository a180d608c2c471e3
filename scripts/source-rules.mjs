// What may stand in few places only, and how long a file may be. scripts/check-imports.mjs holds the sources to it.

/**
 * Names that may appear in few places only. Looked for in code, not in comments.
 * @type {readonly { pattern: RegExp, in: readonly string[], except: readonly string[], instead: string }[]}
 */
export const nameRules = [
  {
    pattern: /\bipcMain\b/,
    in: ['src-'],
    except: ['src-main/ipc/'],
    instead:
      'ipcMain stays in src-main/ipc, where sender and input are checked: add a leaf to src-shared/ipc/contract.ts and its handler.',
  },
  {
    pattern: /\bipcRenderer\b/,
    in: ['src-'],
    except: ['src-preload/'],
    instead:
      'ipcRenderer stays in src-preload: add a leaf to src-shared/ipc/contract.ts and call it through src-renderer/api.ts.',
  },
  {
    pattern: /\bwebContents\.(send|postMessage)\b|\bwebContents\.mainFrame\.(send|postMessage)\b/,
    in: ['src-'],
    except: ['src-main/ipc/', 'src-main/windows/pin-window.ts'],
    instead: 'events go to a window through src-main/ipc only: add an event leaf to src-shared/ipc/contract.ts.',
  },
  {
    pattern: /\bas unknown as\b/,
    in: ['src-shared/', 'src-main/', 'src-preload/', 'src-cli/', 'src-renderer/'],
    except: [],
    instead: 'parse with a schema or narrow with a type guard: a double cast hides what is not checked.',
  },
  {
    pattern: /\bMath\.random\b/,
    in: ['src-'],
    // The pause before a lock is tried again.
    except: ['src-main/inventory/file/busy.ts'],
    instead: 'use node:crypto for anything a key or a secret sees, and the seeded generator in src-virtual-key.',
  },
  {
    pattern: /\b(innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML)\b/,
    in: ['src-'],
    except: [],
    instead: 'let React build the nodes: strings from keys are untrusted, and Trusted Types refuse this.',
  },
  {
    pattern: /\b(sendSync|executeJavaScript|executeJavaScriptInIsolatedWorld|insertCSS|webFrame)\b/,
    in: ['src-'],
    except: [],
    instead: 'nothing blocks a window and nothing is run in a page: add a leaf to src-shared/ipc/contract.ts.',
  },
  {
    pattern:
      /\bPromise\.(try|withResolvers)\b|\b(Map|Object)\.groupBy\b|\bArray\.fromAsync\b|\bUint8Array\.from(Hex|Base64)\b|\.to(Hex|Base64)\(\)/,
    in: ['src-main/', 'src-shared/', 'src-cli/', 'src-virtual-key/'],
    except: [],
    instead: 'this must also run on Node 20 (and the test runtime): use the helpers of src-shared/lib or plain code.',
  },
  {
    pattern: /\bnode:sqlite\b|@photostructure\/sqlite/,
    in: ['src-'],
    except: ['src-main/inventory/file/sqlite-engine.ts'],
    instead:
      'which SQLite there is depends on the runtime: open files with connect (src-main/inventory/file/database-file.ts).',
  },
  {
    pattern:
      /\bfs\.(open|openSync|readFile|readFileSync|copyFile|copyFileSync|createReadStream)\(|\bfs\.promises\b|\bnode:fs\/promises\b/,
    in: ['src-main/inventory/'],
    except: [
      'src-main/inventory/file/safe-file.ts',
      'src-main/inventory/file/file-memory.ts',
      'src-main/inventory/file/picture-file.ts',
      'src-main/inventory/records/process-identity.ts',
    ],
    instead:
      'closing any descriptor of the database file drops the locks of this process (POSIX): read it through a connection, or copy with copyPrivately (safe-file.ts) where no connection is open.',
  },
  {
    pattern: /\bnormalize\(['"`]NF/,
    in: ['src-', 'catalogue/'],
    except: [
      'src-shared/lib/fold-text.ts',
      // NFC is part of what is hashed, drawn or sent: PINs, passphrases, glyphs.
      'src-main/ctap2/pin-uv-auth/pin.ts',
      'src-main/inventory/file/key-wraps.ts',
      'src-main/reports/pdf-text.ts',
      'src-renderer/pin-window/secret-field.ts',
      'src-virtual-key/virtual-key.ts',
      // They look for a pattern in a text, or make an id of one, and compare nothing.
      'src-shared/lib/looks-like-code.ts',
      'src-shared/coverage/rp-id.ts',
      'src-main/imports/import-date.ts',
      'src-shared/catalogue/own-service-id.ts',
    ],
    instead: 'two texts are the same thing to a person where foldText (src-shared/lib/fold-text.ts) folds them alike.',
  },
  {
    pattern: /\btoFake: \[(?![^\]]*'Date')/,
    in: ['test/'],
    // The tests of this rule.
    except: ['test/unit/scripts/'],
    instead: "fake 'Date' as well: without it the fixed clock of test/helpers/fixed-clock.ts is gone.",
  },
  {
    pattern: /\bconsole\.\w+\(/,
    in: ['src-shared/', 'src-main/', 'src-preload/', 'src-renderer/'],
    except: ['src-main/supervision/log.ts'],
    instead: 'write through the log (src-main/supervision/log.ts), which redacts; nothing else prints.',
  },
];

/**
 * Lines, style sheets included: above `soft` is reported, above `hard` fails. Pure tables of data are exempt.
 * @type {readonly { in: readonly string[], soft: number, hard: number, exempt: readonly string[] }[]}
 */
export const lengthRules = [
  {
    in: ['src-', 'scripts/', 'catalogue/'],
    soft: 200,
    hard: 400,
    exempt: ['src-shared/i18n/message-placeholders.ts', 'scripts/import-rules.mjs'],
  },
  { in: ['test/'], soft: 400, hard: 800, exempt: ['test/vectors/'] },
];
