import { utf8 } from './codec/bytes.ts';
import { sha256 } from './seeded-random.ts';
import type { VirtualCredential } from './virtual-key.ts';

function account(
  rpId: string,
  userName: string,
  userDisplayName: string,
  more: Partial<VirtualCredential> = {},
): VirtualCredential {
  const userId = sha256(utf8(`${rpId}\0${userName}`)).slice(0, 16);
  return { rpId, userId, userName, userDisplayName, ...more };
}

const github = account('github.com', 'hana-mori', 'Hana Mori');
const google = account('google.com', 'hana.mori@gmail.example', 'Hana Mori');
const microsoft = account('login.microsoft.com', 'hana@morikoubou.example', '森 花', { credProtect: 3 });
const cloudflare = account('dash.cloudflare.com', 'hana@morikoubou.example', 'Hana Mori');
const securities = account('sbisec.co.jp', 'hana-mori-0417', '森 花', { credProtect: 2 });
const amazon = account('amazon.co.jp', 'hana.mori@mail.example', '森 花');
const ssh = account('ssh:', 'openssh', 'openssh', { algorithm: -8 });

/** A certificate as a company's own SSH service stores it beside its passkey. */
const sshCertificate = [
  'ssh-ed25519-cert-v01@openssh.com AAAAIHNzaC1lZDI1NTE5LWNlcnQtdjAxQG9wZW5zc2guY29tAAAAIEhhbmEgTW9y hana@morikoubou',
  'Valid: from 2026-11-01 to 2027-10-31',
  'Principals: hana, deploy',
  '',
].join('\n');

/** The credentials of the demonstration's daily key; two of them are on no other key. */
export const demoDaily: readonly VirtualCredential[] = [
  github,
  google,
  microsoft,
  cloudflare,
  securities,
  amazon,
  account('signin.aws.amazon.com', 'hana-admin', 'hana-admin'),
  { ...ssh, blob: sshCertificate },
  account('vault.bitwarden.com', 'hana.mori@mail.example', 'Hana Mori', { blob: sha256(utf8('sealed vault key')) }),
];

/** The spare key lacks the securities company, AWS and the password manager: the gaps that the program shows. */
export const demoSpare: readonly VirtualCredential[] = [
  github,
  google,
  microsoft,
  cloudflare,
  amazon,
  account('ssh:backup', 'openssh', 'openssh', { algorithm: -8 }),
];

/** The key at work: other accounts at the same services. */
export const demoWork: readonly VirtualCredential[] = [
  account('github.com', 'morikoubou-bot', 'Mori Koubou automation'),
  account('login.microsoft.com', 'admin@morikoubou.example', 'Mori Koubou Admin', { credProtect: 3 }),
  account('signin.aws.amazon.com', 'morikoubou-root', 'morikoubou-root', { algorithm: -8 }),
  account('freee.co.jp', 'keiri@morikoubou.example', '森工房 経理'),
  cloudflare,
];

/** An old key that is in a drawer. */
export const demoBackup: readonly VirtualCredential[] = [
  github,
  account('www.dropbox.com', 'hana.mori@mail.example', 'Hana Mori'),
];
