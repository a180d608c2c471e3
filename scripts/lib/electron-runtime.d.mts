/** See electron-runtime.mjs. */
export interface ElectronRuntime {
  readonly kind: 'official' | 'test';
  readonly executable: string;
  readonly version: string;
}
export function electronRuntime(): Promise<ElectronRuntime>;
export function downloadUrl(
  version: string,
  environment: Readonly<Record<string, string | undefined>>,
  platform: string,
  architecture: string,
): string;
