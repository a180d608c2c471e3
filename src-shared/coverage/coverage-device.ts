import type { DeviceKind } from '../domain/device.ts';

/** A phone, computer or phone number: on record, or named by a sign-in method. */
export interface CoverageDevice {
  readonly deviceId: string;
  readonly kind: DeviceKind;
  readonly label: string;
  readonly recorded: boolean;
  readonly owner: string | null;
  readonly place: string | null;
  readonly carriedOn: string | null;
  /** Id of the phone that the SIM of a number is in. */
  readonly simIn: string | null;
  readonly lost: boolean;
  /** The loss unit: shared by everything that is lost together. */
  readonly lossUnit: string;
  readonly placeId: string | null;
}

/** The things that would be lost with one place (a house, a safe). */
export interface CoveragePlace {
  readonly place: string;
  readonly keyIds: readonly string[];
  readonly otherWayIds: readonly string[];
  readonly deviceIds: readonly string[];
  /** Number of accounts that nothing kept elsewhere is known to open. */
  readonly holds: number;
}
