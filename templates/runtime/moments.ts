/** Days by their months; 29 February by the years that have it. */
const DAY =
  "(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))" +
  "|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)";
const DATE = new RegExp(`^${DAY}$`);
/** As nearly all are written: `T` and `Z` in upper case, and no leap second, for which UTC counts. */
const USUAL_TIME =
  "(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]+)?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])";
const USUAL_DATE_TIME = new RegExp(`^${DAY}T${USUAL_TIME}$`);
const LOCAL_TIME = /^(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\.[0-9]+)?$/;
const TIME =
  /^([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9]|60)(?:\.[0-9]+)?(?:z|([+-])([01][0-9]|2[0-3]):([0-5][0-9]))$/i;
const DURATION =
  /^P(?=[0-9T])(?:[0-9]+W|(?:[0-9]+Y(?:[0-9]+M(?:[0-9]+D)?)?|[0-9]+M(?:[0-9]+D)?|[0-9]+D)?(?:T(?:[0-9]+H(?:[0-9]+M(?:[0-9]+S)?)?|[0-9]+M(?:[0-9]+S)?|[0-9]+S))?)$/;

/** @see https://www.rfc-editor.org/rfc/rfc3339#section-5.6 */
export function isDate(text: string): boolean {
  return DATE.test(text);
}

function daysOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** @see https://www.rfc-editor.org/rfc/rfc3339#section-5.6 */
export function isTime(text: string): boolean {
  const match = TIME.exec(text);
  if (match === null) return false;
  const [, hour, minute, second, sign, offsetHour = "0", offsetMinute = "0"] = match;
  if (second !== "60") return true;
  // A leap second is the last of a UTC day.
  const offset = (Number(offsetHour) * 60 + Number(offsetMinute)) * (sign === "-" ? -1 : 1);
  const utc = Number(hour) * 60 + Number(minute) - offset;
  return (utc + 1440) % 1440 === 1439;
}

/** @see https://www.rfc-editor.org/rfc/rfc3339#section-5.6 */
export function isDateTime(text: string): boolean {
  if (USUAL_DATE_TIME.test(text)) return true;
  return /^.{10}t/i.test(text) && isDate(text.slice(0, 10)) && isTime(text.slice(11));
}

/** `partial-time`; whether its offset had a leap second, nobody can tell. @see https://www.rfc-editor.org/rfc/rfc3339#section-5.6 */
export function isTimeLocal(text: string): boolean {
  return LOCAL_TIME.test(text);
}

/** `full-date "T" partial-time` @see https://www.rfc-editor.org/rfc/rfc3339#section-5.6 */
export function isDateTimeLocal(text: string): boolean {
  return /^.{10}t/i.test(text) && isDate(text.slice(0, 10)) && isTimeLocal(text.slice(11));
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const MONTH = `(${MONTHS.join("|")})`;
const CLOCK = "(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)";
const IMF_FIXDATE = new RegExp(
  `^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), ([0-9]{2}) ${MONTH} ([0-9]{4}) ${CLOCK} GMT$`,
);
const RFC850_DATE = new RegExp(
  `^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, ([0-9]{2})-${MONTH}-([0-9]{2}) ${CLOCK} GMT$`,
);
const ASCTIME_DATE = new RegExp(
  `^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ${MONTH} ([0-9]{2}| [0-9]) ${CLOCK} ([0-9]{4})$`,
);

/**
 * `HTTP-date`, its two obsolete forms included: recipients must take all three. The day must exist;
 * whether it was that day of the week is not looked at.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7
 */
export function isHttpDate(text: string): boolean {
  const [, day, month = "", year = ""] = IMF_FIXDATE.exec(text) ?? RFC850_DATE.exec(text) ?? [];
  if (day !== undefined) return isDay(year, month, day);
  const [, name = "", number, since = ""] = ASCTIME_DATE.exec(text) ?? [];
  return number !== undefined && isDay(since, name, number);
}

/** Of a year of two digits only the last two count: every fourth has a 29th of February. */
function isDay(year: string, month: string, day: string): boolean {
  const number = MONTHS.indexOf(month) + 1;
  const years = year.length === 2 ? 2000 + Number(year) : Number(year);
  return Number(day) >= 1 && Number(day) <= daysOf(years, number);
}

/** @see https://www.rfc-editor.org/rfc/rfc3339#appendix-A */
export function isDuration(text: string): boolean {
  return DURATION.test(text);
}
