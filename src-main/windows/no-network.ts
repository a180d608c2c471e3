import { app, type Session } from 'electron';

/**
 * Disables the network of Chromium before it starts: no name is resolved, no proxy is looked for. Nothing in the
 * program needs one, but Chromium has habits of its own, such as fetching spelling dictionaries.
 */
export function cutOffNetwork(): void {
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  app.commandLine.appendSwitch('no-proxy-server');
  app.commandLine.appendSwitch('disable-background-networking');
  app.commandLine.appendSwitch('disable-component-update');
}

/** Turns off what would download dictionaries; turning it off in the windows alone does not. */
export function forgoSpellChecker(session: Session): void {
  session.setSpellCheckerEnabled(false);
  session.setSpellCheckerLanguages([]);
}
