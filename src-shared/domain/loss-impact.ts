/** The impact on an account in the question "what if these were lost?", worst first. */
export const lossImpacts = ['locked-out', 'perhaps', 'helpdesk', 'open'] as const;
export type LossImpact = (typeof lossImpacts)[number];
