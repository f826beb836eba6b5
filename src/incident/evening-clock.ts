/** '19:15' for a minute of an evening that starts at '17:55'. */
export function clockAt(startsAt: string, minute: number): string {
  const [hours = 0, minutes = 0] = startsAt.split(':').map(Number);
  const total = hours * 60 + minutes + Math.floor(minute);
  return `${String(Math.floor(total / 60) % 24).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`;
}

/** Minutes at which a full hour begins. */
export function fullHours(startsAt: string, minutes: number): number[] {
  const first = (60 - Number(startsAt.split(':')[1])) % 60;
  return Array.from({ length: Math.ceil((minutes - first) / 60) }, (_, hour) => first + hour * 60);
}
