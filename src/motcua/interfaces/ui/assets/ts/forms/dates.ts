// Days as texts, the twin of blocks/forms/rules/dates.py. Years 1 to 9999.

export type Day = readonly [year: number, month: number, day: number];

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

function length(year: number, month: number): number {
  return month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** The day of a text `YYYY-MM-DD` that exists in the calendar, else null. */
export function fullDate(value: unknown): Day | null {
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\d$/.test(value)) return null;
  const [year, month, day] = value.split("-").map(Number) as unknown as Day;
  return year && month >= 1 && month <= 12 && day >= 1 && day <= length(year, month) ? [year, month, day] : null;
}

/** True for a real full or partial date. */
export function isDate(value: string): boolean {
  return fullDate(value.length === 4 ? value + "-01-01" : value.length === 7 ? value + "-01" : value) !== null;
}

/** Days since a fixed day before year 1. */
export function dayNumber([year, month, day]: Day): number {
  const before = year - 1;
  let days = before * 365 + Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400) + day;
  for (let earlier = 1; earlier < month; earlier++) days += length(year, earlier);
  return days;
}
