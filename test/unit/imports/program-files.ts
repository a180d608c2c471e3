/** Secrets that are planted in the files below: none may be found in anything that is made of them. */
export const planted = ['hunter2-Correct', 'JBSWY3DPEHPK3PXP', '8841-2203-7719', '4929123412341234'] as const;
const [password, seed, codes, card] = planted;

interface ProgramFile {
  readonly format: string;
  readonly text: string;
  /** Other ways in when all lines are taken: service or RP ID, user name, kind, provider or name. */
  readonly ways: readonly (readonly (string | null)[])[];
  readonly leftOut: Readonly<Record<string, number>>;
}

const kept = (provider: string, generators = true) => [
  ['github', 'mika', generators ? 'password-beside' : 'password', provider],
  ...(generators ? [['github', 'mika', 'totp-app', provider]] : []),
  ['dropbox', 'ken@example.org', 'password', provider],
];

/** Files as these programs write them (their own documentation and exports), with invented contents. */
export const programFiles: Readonly<Record<string, ProgramFile>> = {
  '1Password, CSV': {
    format: '1password',
    text: `Title,Url,Username,Password,OTPAuth,Favorite,Archived,Tags,Notes
GitHub,https://github.com/login,mika,${password},otpauth://totp/GitHub:mika?secret=${seed}&issuer=GitHub,true,false,work,recovery ${codes}
Dropbox,https://www.dropbox.com/,ken@example.org,${password},,false,false,,
`,
    ways: kept('1password'),
    leftOut: { password: 2, totp: 1, note: 1 },
  },
  'KeePassXC, CSV': {
    format: 'keepassxc',
    text: `"Group","Title","Username","Password","URL","Notes","TOTP","Icon","Last Modified","Created"
"Root/Work","GitHub","mika","${password}","https://github.com/login","recovery
${codes}","otpauth://totp/GitHub:mika?secret=${seed}&period=30&digits=6","0","2026-05-01T10:00:00Z","2025-01-02T09:00:00Z"
"Root","Dropbox","ken@example.org","${password}","https://www.dropbox.com/","","","0","2026-05-01T10:00:00Z","2025-01-02T09:00:00Z"
`,
    ways: [
      ['github', 'mika', 'password-beside', 'KeePassXC'],
      ['github', 'mika', 'totp-app', 'KeePassXC'],
      ['dropbox', 'ken@example.org', 'password', 'KeePassXC'],
    ],
    leftOut: { password: 2, totp: 1, note: 1 },
  },
  'LastPass, CSV': {
    format: 'lastpass',
    text: `url,username,password,totp,extra,name,grouping,fav
https://github.com/login,mika,${password},${seed},recovery ${codes},GitHub,Work,1
https://www.dropbox.com/,ken@example.org,${password},,,Dropbox,,0
http://sn,,,,"NoteType:Credit Card
Number:${card}",Card,,0
`,
    ways: kept('lastpass'),
    leftOut: { password: 2, totp: 1, note: 2, entry: 1 },
  },
  'Dashlane, CSV': {
    format: 'dashlane',
    text: `username,username2,username3,title,password,note,url,category,otpSecret
mika,,,GitHub,${password},${codes},https://github.com/login,Work,${seed}
ken@example.org,,,Dropbox,${password},,https://www.dropbox.com,,
`,
    ways: kept('dashlane'),
    leftOut: { password: 2, totp: 1, note: 1 },
  },
  'Proton Pass, CSV': {
    format: 'proton-pass',
    text: `type,name,url,email,username,password,note,totp,createTime,modifyTime,vault
login,GitHub,https://github.com/login,,mika,${password},${codes},otpauth://totp/GitHub?secret=${seed},1700000000,1700000000,Personal
login,Dropbox,https://www.dropbox.com,ken@example.org,,${password},,,1700000000,1700000000,Personal
creditCard,Card,,,,,"{""number"":""${card}""}",,1700000000,1700000000,Personal
`,
    ways: kept('proton-pass'),
    leftOut: { password: 2, totp: 1, note: 2, entry: 1 },
  },
  'NordPass, CSV': {
    format: 'nordpass',
    text: `name,url,username,password,note,cardholdername,cardnumber,cvc,expirydate,zipcode,folder,full_name,phone_number,email,address1,address2,city,country,state,type
GitHub,https://github.com/login,mika,${password},${codes},,,,,,,,,,,,,,,password
Dropbox,https://www.dropbox.com,ken@example.org,${password},,,,,,,,,,,,,,,,password
Card,,,,,Mika,${card},123,,,,,,,,,,,,credit_card
`,
    ways: kept('nordpass', false),
    leftOut: { password: 2, note: 1, entry: 1 },
  },
  'RoboForm, CSV': {
    format: 'roboform',
    text: `Name,Url,MatchUrl,Login,Pwd,Note,Folder,RfFieldsV2
GitHub,https://github.com/login,https://github.com/login,mika,${password},${codes},Dev,"User ID$,,,txt,mika","Password$,,,pwd,${password}"
Dropbox,https://www.dropbox.com,https://www.dropbox.com,ken@example.org,${password},,,
`,
    ways: kept('roboform', false),
    leftOut: { password: 2, note: 1 },
  },
  'Apple Passwords, CSV': {
    format: 'apple-passwords',
    text: `Title,URL,Username,Password,Notes,OTPAuth
github.com (mika),https://github.com/,mika,${password},${codes},otpauth://totp/GitHub:mika?secret=${seed}
www.dropbox.com (ken@example.org),https://www.dropbox.com/,ken@example.org,${password},,
`,
    ways: kept('apple-icloud-keychain'),
    leftOut: { password: 2, totp: 1, note: 1 },
  },
  'Firefox, CSV': {
    format: 'firefox',
    text: `"url","username","password","httpRealm","formActionOrigin","guid","timeCreated","timeLastUsed","timePasswordChanged"
"https://github.com","mika","${password}",,"https://github.com","{a1b2c3d4-0000-4000-8000-000000000001}","1700000000000","1700000000000","1700000000000"
"https://www.dropbox.com","ken@example.org","${password}",,"","{a1b2c3d4-0000-4000-8000-000000000002}","1700000000000","1700000000000","1700000000000"
`,
    ways: [
      ['github', 'mika', 'password', 'Firefox'],
      ['dropbox', 'ken@example.org', 'password', 'Firefox'],
    ],
    leftOut: { password: 2 },
  },
  'Bitwarden, CSV': {
    format: 'bitwarden-csv',
    text: `folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp
Work,,login,GitHub,${codes},"PIN: 739182",0,https://github.com/login,mika,${password},${seed}
,,login,Dropbox,,,0,https://www.dropbox.com,ken@example.org,${password},
,,note,Safe,${codes},,0,,,,
`,
    ways: kept('bitwarden'),
    leftOut: { password: 2, totp: 1, note: 2, entry: 1 },
  },
  'Bitwarden, JSON': {
    format: 'bitwarden',
    text: JSON.stringify({
      encrypted: false,
      items: [
        {
          type: 1,
          name: 'GitHub',
          notes: codes,
          fields: [{ name: 'PIN', value: card, type: 1 }],
          login: { uris: [{ uri: 'https://github.com/login' }], username: 'mika', password, totp: seed },
          passwordHistory: [{ lastUsedDate: '2026-01-01T00:00:00.000Z', password }],
        },
        {
          type: 1,
          name: 'Dropbox',
          login: { uris: [{ uri: 'https://www.dropbox.com' }], username: 'ken@example.org', password },
        },
        { type: 3, name: 'Card', card: { number: card, code: '123' } },
      ],
    }),
    ways: kept('bitwarden'),
    leftOut: { password: 3, totp: 1, note: 1, entry: 1 },
  },
};

/** Lists that several programs write alike, so that whose they are has to be said. */
export const unnamedLists: Readonly<Record<string, ProgramFile>> = {
  'Chrome, Edge and relatives, CSV': {
    format: 'chromium',
    text: `name,url,username,password,note
github.com,https://github.com/login,mika,${password},${codes}
www.dropbox.com,https://www.dropbox.com/,ken@example.org,${password},
`,
    ways: kept('google-password-manager', false),
    leftOut: { password: 2, note: 1 },
  },
  'a list of another program': {
    format: 'passwords',
    text: `Folder,Title,Login,Password,Website Address,Notes,TOTP
Work,GitHub,mika,${password},https://github.com/login,${codes},${seed}
,Dropbox,ken@example.org,${password},https://www.dropbox.com,,
`,
    ways: kept('google-password-manager'),
    leftOut: { password: 2, totp: 1, note: 1 },
  },
  'a Japanese list': {
    format: 'passwords',
    text: `サイト,ユーザー名,パスワード,メモ
https://github.com/login,mika,${password},${codes}
https://www.dropbox.com,ken@example.org,${password},
`,
    ways: kept('google-password-manager', false),
    leftOut: { password: 2, note: 1 },
  },
};
