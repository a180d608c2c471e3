/** Writes the day of an ISO 8601 instant as the person's calendar has it: YYYY-MM-DD. */
export function dayOf(instant: string): string {
  const date = new Date(instant);
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
