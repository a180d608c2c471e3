/**
 * The policy of every page. Nothing is loaded from anywhere but our own files, nothing is connected to, no markup becomes
 * script. The pages repeat it in a meta element.
 */
export const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'none'; " +
  "base-uri 'none'; form-action 'none'; frame-src 'none'; object-src 'none'; require-trusted-types-for 'script'";
