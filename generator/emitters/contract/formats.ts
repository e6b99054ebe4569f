/** A format that validators assert: how to tell, and a text on either side. */
export interface Format {
  readonly valid: string;
  readonly invalid: string;
  matches(text: string): boolean;
}

const DATE = String.raw`\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])`;
const TIME = String.raw`([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|z|[+-]([01]\d|2[0-3]):[0-5]\d)`;

/**
 * Formats whose violation every validator worth its name sees. The others are annotations.
 *
 * @see https://json-schema.org/draft/2020-12/json-schema-validation#section-7.3
 */
const formats: { readonly [name: string]: Format } = {
  date: {
    valid: "2026-03-01",
    invalid: "2026-13-41",
    matches: (text) => new RegExp(`^${DATE}$`).test(text) && isCalendarDate(text),
  },
  time: {
    valid: "06:30:00Z",
    invalid: "25:61:00Z",
    matches: (text) => new RegExp(`^${TIME}$`).test(text),
  },
  "date-time": {
    valid: "2026-03-01T06:30:00Z",
    invalid: "yesterday at noon",
    matches: (text) =>
      new RegExp(`^${DATE}[Tt]${TIME}$`).test(text) && isCalendarDate(text.slice(0, 10)),
  },
  duration: {
    valid: "PT5M",
    invalid: "five minutes",
    matches: (text) =>
      /^P(?!$)((\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?|\d+W)$/.test(text),
  },
  email: {
    valid: "dana@example.com",
    invalid: "dana at example",
    matches: (text) => /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(text),
  },
  uri: {
    valid: "https://example.com/orders/1",
    invalid: "not a uri",
    matches: (text) => /^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]*$/.test(text),
  },
  "uri-reference": {
    valid: "/orders/1",
    invalid: "not a reference \\",
    matches: (text) => !/[\s<>"{}|\\^`]/.test(text),
  },
  uuid: {
    valid: "7a9f3c1e-52d8-4b60-9c1d-3f0e8a6b2d41",
    invalid: "7a9f3c1e-52d8",
    matches: (text) => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text),
  },
  ipv4: {
    valid: "192.0.2.17",
    invalid: "192.0.2.700",
    matches: (text) => /^((25[0-5]|2[0-4]\d|1?\d?\d)(\.(?!$)|$)){4}$/.test(text),
  },
  ipv6: {
    valid: "2001:db8::1",
    invalid: "2001:db8:::::g",
    matches: (text) => /^[0-9a-f:.]+$/i.test(text) && text.includes(":") && !text.includes(":::"),
  },
  hostname: {
    valid: "warehouse.example.com",
    invalid: "-not a host-",
    matches: (text) => /^(?!-)[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})*$/.test(text),
  },
};

/** The format, when it is one that validators assert. */
export function formatOf(name: string): Format | undefined {
  return Object.hasOwn(formats, name) ? formats[name] : undefined;
}

function isCalendarDate(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.split("-").map(Number);
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= days;
}
