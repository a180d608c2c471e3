/** A rectangle on the desktop, in the pixels of the system. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Size, position and zoom of the main window, as it was left. */
export interface WindowPlace {
  /** The bounds while it is not maximised; null: never moved. */
  readonly bounds: Area | null;
  readonly maximised: boolean;
  readonly zoomLevel: number;
}

export const zoomLimits = { least: -3, most: 5 } as const;
