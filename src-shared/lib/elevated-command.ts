/** Returns the command that starts a program as administrator, for PowerShell. */
export function elevatedCommand(program: string): string {
  // Within single quotes PowerShell takes everything as it stands, but a single quote.
  return `Start-Process -Verb RunAs -FilePath '${program.replaceAll("'", "''")}'`;
}
