/**
 * Formats with texts of theirs and texts close by. Left out are the ones on which Ajv's and the
 * RFC's readings differ too often to compare: `email` (no quoted local part in Ajv), `duration`
 * (any order of parts in Ajv), `uri-template`, the `idn-` and `iri` formats (unknown to Ajv) and `regex`.
 */
export const FORMATS: { readonly [format: string]: readonly string[] } = {
  date: ["2024-02-29", "2023-02-29", "1999-12-31", "1999-1-1", "2000-13-01", "2000-00-10"],
  time: ["10:00:00Z", "23:59:60Z", "10:00:00+02:00", "10:00:00", "25:00:00Z", "10:00:00.5z"],
  "date-time": [
    "2024-02-29T10:00:00Z",
    "2024-02-29t10:00:00.123z",
    "1998-12-31T23:59:60Z",
    "2024-02-29T10:00:00+01:30",
    "2024-02-29T10:00:00",
    "2024-02-30T10:00:00Z",
  ],
  ipv4: ["127.0.0.1", "255.255.255.255", "256.0.0.1", "1.2.3", "01.2.3.4"],
  ipv6: ["::1", "::", "1:2:3:4:5:6:7:8", "::ffff:1.2.3.4", "1::2::3", "12345::", "fe80::%1"],
  uuid: [
    "f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
    "00000000-0000-0000-0000-000000000000",
    "F81D4FAE-7DEC-11D0-F765-00A0C91E6BF6",
    "f81d4fae7dec11d0a76500a0c91e6bf6",
  ],
  "json-pointer": ["", "/a/b", "/a~1b", "/~", "a", "/a~2"],
  "relative-json-pointer": ["0", "1/a", "0#", "01", "-1", "1"],
  uri: ["http://a/b?c#d", "urn:isbn:1", "/a", "http://a b", "a", "http://[::1]/"],
  hostname: ["a.example", "a", "-a", "a-.b", "xn", "a..b", "a_b"],
};

export const FORMAT_NAMES = Object.keys(FORMATS);
