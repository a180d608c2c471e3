export const deviceKinds = ['phone', 'computer', 'phone-number'] as const;
export type DeviceKind = (typeof deviceKinds)[number];

/** A phone, computer or phone number that sign-in methods depend on. */
export interface Device {
  readonly id: string;
  readonly kind: DeviceKind;
  readonly label: string;
  readonly owner: string | null;
  readonly place: string | null;
  /** Key ring or bag that it is carried with: what shares one is lost together. */
  readonly carriedOn: string | null;
  /** Of a phone number: id of the phone that its SIM is in; null where that is not recorded, and for all others. */
  readonly simIn: string | null;
  readonly lostAt: string | null;
  readonly asOf: string;
  readonly note: string | null;
}
