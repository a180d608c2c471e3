/** See as-user.mjs. */
export interface UserLaunch {
  readonly executablePath: string;
  readonly projectRoot: string;
  readonly homeFolder: string;
  stop(): void;
}
export function ordinaryUserLaunch(
  executable: string,
  options?: { readonly uid?: number; readonly xauthority?: string | undefined },
): Promise<UserLaunch>;
