import { app, type Session } from 'electron';

/** A name that never resolves (RFC 6761), as the proxy through which everything would have to go. */
const proxyThatIsNone = 'socks5://no-network.invalid:1';

/**
 * Disables the network of Chromium before it starts, for every window there ever is. Nothing in the program needs one, but
 * Chromium has habits of its own, such as fetching spelling dictionaries, and script in a page has WebRTC, which asks neither
 * the policy of the page nor a session. Each of these holds without the others:
 *
 * - no name is resolved and no written address is taken for one: no request, no TCP of WebRTC;
 * - whatever connects would have to go through a proxy that is not there, on this computer too;
 * - WebRTC sends no UDP, and joins no multicast group to hide local addresses.
 */
export function cutOffNetwork(): void {
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  app.commandLine.appendSwitch('proxy-server', proxyThatIsNone);
  app.commandLine.appendSwitch('proxy-bypass-list', '<-loopback>');
  app.commandLine.appendSwitch('disable-background-networking');
  app.commandLine.appendSwitch('disable-component-update');
  const disabled = app.commandLine.getSwitchValue('disable-features').split(',').filter(Boolean);
  app.commandLine.appendSwitch('disable-features', [...disabled, 'WebRtcHideLocalIpsWithMdns'].join(','));
  app.on('web-contents-created', (_event, contents) => contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp'));
}

/** Turns off what would download dictionaries; turning it off in the windows alone does not. */
export function forgoSpellChecker(session: Session): void {
  session.setSpellCheckerEnabled(false);
  session.setSpellCheckerLanguages([]);
}
