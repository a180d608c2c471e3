/** Everything by which script in a page could carry data to another computer, each to a port of its own. */
export const waysOut = [
  'stun',
  'stun-in-frame',
  'stun-over-ipv6',
  'turn-over-udp',
  'turn-over-tcp',
  'turn-over-tls',
  'peer-over-udp',
  'peer-over-tcp',
  'fetch',
  'request',
  'web-socket',
  'web-transport',
  'beacon',
  'event-source',
  'image',
  'style-sheet',
  'script',
  'frame',
  'worker',
  'prefetch',
] as const;

/** The same by a name that is looked up: the name is what is carried. */
export const namesOut = ['name-of-stun', 'name-of-fetch', 'name-of-prefetch'] as const;

export type WayOut = (typeof waysOut)[number];

const firstPort = 20_000;

/** Returns the port to which a way out leads. */
export function portOf(way: WayOut): number {
  return firstPort + waysOut.indexOf(way);
}

export interface WaysOutInput {
  readonly address: string;
  readonly address6: string;
  readonly ports: Readonly<Record<WayOut, number>>;
}

/** Creates what `tryWaysOut` needs. */
export function waysOutInput(address: string, address6: string): WaysOutInput {
  return { address, address6, ports: Object.fromEntries(waysOut.map((way) => [way, portOf(way)])) as never };
}

/**
 * Runs every way out of the page that it is in, at once and for six seconds each, and returns how each ended. It is sent into the
 * page as text: it uses nothing but its argument.
 */
export async function tryWaysOut({ address, address6, ports }: WaysOutInput): Promise<Record<string, string>> {
  const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 6_000));
  const at = (way: WayOut): string => `${address}:${ports[way]}`;

  async function gather(urls: string, from: Window & typeof globalThis = window): Promise<void> {
    const connection = new from.RTCPeerConnection({ iceServers: [{ urls, username: 'carried', credential: 'out' }] });
    connection.createDataChannel('out');
    await connection.setLocalDescription(await connection.createOffer());
    await pause();
    connection.close();
  }

  async function callPeer(candidate: string): Promise<void> {
    const [here, there] = [new RTCPeerConnection(), new RTCPeerConnection()];
    here.createDataChannel('out');
    await here.setLocalDescription(await here.createOffer());
    await there.setRemoteDescription(here.localDescription as RTCSessionDescription);
    await there.setLocalDescription(await there.createAnswer());
    await here.setRemoteDescription(there.localDescription as RTCSessionDescription);
    await here.addIceCandidate({ candidate, sdpMid: '0' });
    await pause();
    here.close();
    there.close();
  }

  async function add<Name extends keyof HTMLElementTagNameMap>(
    name: Name,
    change: (element: HTMLElementTagNameMap[Name]) => void,
  ): Promise<void> {
    const element = document.createElement(name);
    change(element);
    document.body.append(element);
    await pause();
    element.remove();
  }

  const link = (rel: string, href: string): Promise<void> =>
    add('link', (element) => {
      element.rel = rel;
      element.href = href;
    });

  const tries: Record<WayOut | (typeof namesOut)[number], () => Promise<unknown>> = {
    stun: () => gather(`stun:${at('stun')}`),
    'stun-in-frame': async () => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      await gather(`stun:${at('stun-in-frame')}`, frame.contentWindow as Window & typeof globalThis);
      frame.remove();
    },
    'stun-over-ipv6': () => gather(`stun:[${address6}]:${ports['stun-over-ipv6']}`),
    'turn-over-udp': () => gather(`turn:${at('turn-over-udp')}?transport=udp`),
    'turn-over-tcp': () => gather(`turn:${at('turn-over-tcp')}?transport=tcp`),
    'turn-over-tls': () => gather(`turns:${at('turn-over-tls')}?transport=tcp`),
    'peer-over-udp': () => callPeer(`candidate:1 1 udp 2122260223 ${address} ${ports['peer-over-udp']} typ host`),
    'peer-over-tcp': () =>
      callPeer(`candidate:1 1 tcp 1518280447 ${address} ${ports['peer-over-tcp']} typ host tcptype passive`),
    fetch: () => fetch(`http://${at('fetch')}/carried-out`, { mode: 'no-cors', signal: AbortSignal.timeout(6_000) }),
    request: async () => {
      const request = new XMLHttpRequest();
      request.open('POST', `http://${at('request')}/`);
      request.send('carried out');
      await pause();
      request.abort();
    },
    'web-socket': async () => {
      const socket = new WebSocket(`ws://${at('web-socket')}/carried-out`);
      await pause();
      socket.close();
    },
    'web-transport': async () => {
      const transport = new WebTransport(`https://${at('web-transport')}/carried-out`);
      await Promise.race([transport.ready, pause()]);
      transport.close();
    },
    beacon: async () => {
      const taken = navigator.sendBeacon(`http://${at('beacon')}/`, 'carried out');
      await pause();
      if (!taken) throw new Error('not taken');
    },
    'event-source': async () => {
      const source = new EventSource(`http://${at('event-source')}/carried-out`);
      await pause();
      source.close();
    },
    image: () => add('img', (image) => (image.src = `http://${at('image')}/carried-out`)),
    'style-sheet': () => link('stylesheet', `http://${at('style-sheet')}/carried-out`),
    script: () => add('script', (script) => (script.src = `http://${at('script')}/carried-out`)),
    frame: () => add('iframe', (frame) => (frame.src = `http://${at('frame')}/carried-out`)),
    worker: async () => {
      const source = `fetch('http://${at('worker')}/carried-out', { mode: 'no-cors' })`;
      const worker = new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
      await pause();
      worker.terminate();
    },
    prefetch: () => link('prefetch', `http://${at('prefetch')}/carried-out`),
    'name-of-stun': () => gather('stun:name-of-stun.example:3478'),
    'name-of-fetch': () => fetch('http://name-of-fetch.example/', { signal: AbortSignal.timeout(6_000) }),
    'name-of-prefetch': () => link('dns-prefetch', 'http://name-of-prefetch.example'),
  };

  const ended = await Promise.all(
    Object.entries(tries).map(async ([way, attempt]) => {
      try {
        await attempt();
        return [way, 'tried'];
      } catch (error) {
        return [way, String(error)];
      }
    }),
  );
  return Object.fromEntries(ended);
}
