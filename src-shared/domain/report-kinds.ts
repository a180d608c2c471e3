// Without the schemas: the command line describes itself with these before it loads anything else.

export const reportKinds = ['coverage', 'inventory', 'recovery', 'backup'] as const;
export type ReportKind = (typeof reportKinds)[number];

export const reportFormats = ['pdf', 'html', 'csv', 'json'] as const;
export type ReportFormat = (typeof reportFormats)[number];
