import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from '../../src-main/windows/content-security-policy.ts';
import type { SparekeyApi } from '../../src-renderer/api.ts';
import { appFolder, launch, removeFolder, type Running } from './harness.ts';

declare global {
  interface Window {
    readonly sparekey: SparekeyApi;
  }
}

let running: Running;

beforeAll(async () => {
  running = await launch();
});

afterAll(async () => {
  await running.close();
  removeFolder(running.folder);
});

/** Asks app:// from the main process, in the window's session, past any normalising that a page would do. */
function ask(urls: readonly string[]): Promise<readonly { status: number; policy: string | null }[]> {
  return running.app.evaluate(
    async ({ session }, asked) =>
      Promise.all(
        asked.map(async (url) => {
          try {
            const response = await session.fromPartition('window').fetch(url, { bypassCustomProtocolHandlers: false });
            return { status: response.status, policy: response.headers.get('content-security-policy') };
          } catch {
            return { status: 0, policy: null };
          }
        }),
      ),
    urls,
  );
}

const rendererFolder = join(appFolder, 'out/renderer');

function builtFiles(): readonly string[] {
  return readdirSync(rendererFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(rendererFolder.length));
}

describe('pages', () => {
  it('L-03 every response carries the one policy, byte for byte, and the pages repeat it', async () => {
    const files = builtFiles();
    expect(files).toEqual(expect.arrayContaining(['/index.html', '/pin-window/pin.html']));
    const answers = await ask([...files, '/nothing'].map((file) => `app://sparekey${file}`));
    expect(answers.map(({ status }) => status)).toEqual([...files.map(() => 200), 404]);
    for (const { policy } of answers) expect(policy).toBe(contentSecurityPolicy);
    const meta = running.window.locator('meta[http-equiv="Content-Security-Policy"]');
    expect(await meta.getAttribute('content')).toBe(contentSecurityPolicy);
  });

  it('L-08 nothing but a listed file is served', async () => {
    const bad = [
      'app://sparekey/../package.json',
      'app://sparekey/..%2fpackage.json',
      'app://sparekey/%2e%2e%2f%2e%2e%2fpackage.json',
      'app://sparekey/..\\..\\package.json',
      'app://sparekey//index.html',
      'app://sparekey//etc/passwd',
      'app://sparekey/etc/passwd',
      'app://sparekey/index.html%00.js',
      'app://sparekey/index.html?x',
      'app://sparekey/INDEX.HTML',
      'app://sparekey/index.html::$DATA',
      'app://sparekey/index.html.',
      'app://sparekey/assets/',
      'app://sparekey/',
      'app://other/index.html',
      'app://user@sparekey/index.html',
    ];
    const answers = await ask(bad);
    expect(bad.filter((_url, index) => answers[index]?.status === 200)).toEqual([]);
  });

  it('L-02 inline script, eval in markup, remote and data script are refused and reported', async () => {
    const refused = await running.window.evaluate(async () => {
      const seen: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective));
      const add = (change: (script: HTMLScriptElement) => void): void => {
        const script = document.createElement('script');
        try {
          change(script);
          document.head.append(script);
        } catch {
          seen.push('trusted-types-exception');
        }
      };
      add((script) => {
        script.text = 'window.owned = 1';
      });
      add((script) => {
        script.src = 'https://example.com/x.js';
      });
      add((script) => {
        script.src = 'data:text/javascript,window.owned=1';
      });
      const style = document.createElement('style');
      style.textContent = 'body { display: none }';
      document.head.append(style);
      const image = new Image();
      image.src = 'https://example.com/x.png';
      const isReported = () => seen.includes('style-src-elem') && seen.includes('img-src');
      for (let tries = 0; tries < 1_000 && !isReported(); tries++)
        await new Promise((resolve) => setTimeout(resolve, 25));
      // What must not happen gets time as well.
      await new Promise((resolve) => setTimeout(resolve, 300));
      return { seen, owned: 'owned' in window, shown: getComputedStyle(document.body).display };
    });
    expect(refused.owned).toBe(false);
    expect(refused.shown).not.toBe('none');
    expect(refused.seen.filter((name) => name === 'trusted-types-exception').length).toBe(3);
    expect(refused.seen).toEqual(expect.arrayContaining(['style-src-elem', 'img-src']));
  });

  it('Trusted Types refuse every HTML sink', async () => {
    const thrown = await running.window.evaluate(() => {
      const attempts: Record<string, () => void> = {
        innerHTML: () => {
          document.createElement('div').innerHTML = '<b>x</b>';
        },
        outerHTML: () => {
          const child = document.createElement('b');
          document.createElement('div').append(child);
          child.outerHTML = '<i>x</i>';
        },
        insertAdjacentHTML: () => document.createElement('div').insertAdjacentHTML('beforeend', '<b>x</b>'),
        parser: () => void new DOMParser().parseFromString('<b>x</b>', 'text/html'),
        timeout: () => void Reflect.apply(setTimeout, window, ['1']),
      };
      return Object.entries(attempts).flatMap(([name, attempt]) => {
        try {
          attempt();
          return [];
        } catch {
          return [name];
        }
      });
    });
    expect(thrown).toEqual(['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'parser', 'timeout']);
  });

  it('L-04 L-05 the window cannot be led elsewhere, nor open another', async () => {
    const before = running.app.windows().length;
    const url = running.window.url();
    await running.window.evaluate(async () => {
      const attempts: (() => void)[] = [
        () => void window.open('https://example.com'),
        () => void window.open('about:blank', 'named'),
        () => {
          const link = document.createElement('a');
          link.href = 'https://example.com';
          link.target = '_blank';
          document.body.append(link);
          link.click();
          link.remove();
        },
        () => {
          const form = document.createElement('form');
          form.action = 'https://example.com';
          document.body.append(form);
          form.submit();
          form.remove();
        },
        () => {
          const frame = document.createElement('iframe');
          frame.src = 'https://example.com';
          document.body.append(frame);
          setTimeout(() => frame.remove(), 200);
        },
        () => {
          const view = document.createElement('webview');
          view.setAttribute('src', 'https://example.com');
          document.body.append(view);
          setTimeout(() => view.remove(), 200);
        },
        () => {
          location.href = 'https://example.com';
        },
        () => {
          location.href = 'app://sparekey/pin-window/pin.html';
        },
        () => history.pushState(null, '', 'https://example.com/'),
      ];
      for (const attempt of attempts) {
        try {
          attempt();
        } catch {
          // Refused by exception: as good as refused in silence; what counts is checked below.
        }
      }
      await new Promise((resolve) => setTimeout(resolve, 500));
    });
    expect(running.window.url()).toBe(url);
    expect(running.app.windows().length).toBe(before);
    const contents = await running.app.evaluate(({ webContents }) => webContents.getAllWebContents().length);
    expect(contents).toBe(1);
  });

  it('L-06 every permission is denied', async () => {
    const states = await running.window.evaluate(async () => {
      const names = [
        'geolocation',
        'notifications',
        'camera',
        'microphone',
        'midi',
        'clipboard-read',
        'persistent-storage',
      ];
      const answers = await Promise.all(
        names.map(async (name) => {
          try {
            return (await navigator.permissions.query({ name: name as PermissionName })).state;
          } catch {
            return 'denied';
          }
        }),
      );
      const refused = await Promise.allSettled([
        navigator.mediaDevices.getUserMedia({ audio: true, video: true }),
        navigator.mediaDevices.getDisplayMedia(),
        new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject, { timeout: 5000 })),
        navigator.clipboard.readText(),
      ]);
      return {
        answers,
        refused: refused.map(({ status }) => status),
        notification: await Notification.requestPermission(),
      };
    });
    expect(states.answers.filter((state) => state === 'granted')).toEqual([]);
    expect(states.refused).toEqual(['rejected', 'rejected', 'rejected', 'rejected']);
    expect(states.notification).toBe('denied');
  });

  it('L-07 the page reaches no device and no authenticator', async () => {
    const outcome = await running.window.evaluate(async () => {
      const navigatorParts = navigator as unknown as Record<string, { requestDevice?(o: unknown): Promise<unknown> }>;
      const device = async (name: string): Promise<string> => {
        const part = navigatorParts[name];
        if (part?.requestDevice === undefined) return 'undefined';
        try {
          const found = await part.requestDevice({ filters: [], acceptAllDevices: true });
          return Array.isArray(found) && found.length === 0 ? 'none' : 'found';
        } catch {
          return 'refused';
        }
      };
      const credentials = async (): Promise<string> => {
        try {
          const challenge = new Uint8Array(32);
          await navigator.credentials.get({ publicKey: { challenge, timeout: 2000, rpId: 'example.com' } });
          return 'answered';
        } catch {
          return 'refused';
        }
      };
      return {
        hid: await device('hid'),
        usb: await device('usb'),
        bluetooth: await device('bluetooth'),
        credentials: await credentials(),
      };
    });
    expect(['none', 'refused', 'undefined']).toContain(outcome.hid);
    expect(['none', 'refused', 'undefined']).toContain(outcome.usb);
    expect(['none', 'refused', 'undefined']).toContain(outcome.bluetooth);
    expect(outcome.credentials).toBe('refused');
  });

  it('L-09 L-11 no fetch, no worker of any kind, nothing stored', async () => {
    const outcome = await running.window.evaluate(async () => {
      const attempts = await Promise.allSettled([
        fetch('app://sparekey/index.html'),
        fetch('https://example.com'),
        'serviceWorker' in navigator
          ? navigator.serviceWorker.register('app://sparekey/sw.js')
          : Promise.reject(new Error('absent')),
      ]);
      return {
        attempts: attempts.map(({ status }) => status),
        local: localStorage.length,
        session: sessionStorage.length,
        databases: (await indexedDB.databases()).length,
        cookies: document.cookie,
      };
    });
    expect(outcome.attempts).toEqual(['rejected', 'rejected', 'rejected']);
    expect(outcome).toMatchObject({ local: 0, session: 0, databases: 0, cookies: '' });
    const persistent = await running.app.evaluate(({ session }) => session.fromPartition('window').isPersistent());
    expect(persistent).toBe(false);
  });

  it('the window has no Node, is isolated, and says so itself', async () => {
    const page = await running.window.evaluate(() => [typeof globalThis.process, typeof globalThis.require]);
    expect(page).toEqual(['undefined', 'undefined']);
    const preferences = await running.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map(({ webContents }) =>
        // Absent from the types of newer Electron, present at run time.
        (webContents as typeof webContents & { getLastWebPreferences(): object }).getLastWebPreferences(),
      ),
    );
    expect(preferences).toHaveLength(1);
    expect(preferences[0]).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
    });
  });

  it('N-04 no crash reporter runs', async () => {
    expect(await running.app.evaluate(({ crashReporter }) => crashReporter.getUploadToServer())).toBe(false);
    expect(await running.app.evaluate(({ crashReporter }) => crashReporter.getUploadedReports().length)).toBe(0);
  });
});
