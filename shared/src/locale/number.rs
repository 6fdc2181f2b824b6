//! Numbers: rounding, decimal mark, grouping, units, intervals.

use super::{Lang, NO_BREAK, UNKNOWN};

/// Between groups of three digits in Spanish.
const THIN: char = '\u{202f}';

/// More decimals than a measure of ours deserves; also bounds the length of what is written.
const MOST_DECIMALS: u8 = 9;

impl Lang {
    /// A number with exactly `decimals` decimals, rounded half away from zero on its shortest decimal form (as ICU does).
    /// English groups with commas ("1,234.5"). Spanish has a decimal comma and groups from five digits on with a narrow
    /// no-break space ("1234,5", "12 345"), as RAE and BIPM ask: the points of CLDR's Spanish of Spain are decimal marks
    /// to a reader in Mexico. What is not finite is [`UNKNOWN`].
    #[must_use]
    pub fn number(self, value: f64, decimals: u8) -> String {
        let Some((negative, whole, fraction)) = rounded(value, decimals) else {
            return UNKNOWN.to_owned();
        };
        let mut out = String::with_capacity(whole.len() * 2 + fraction.len() + 2);
        if negative {
            out.push('-');
        }
        self.group(&whole, &mut out);
        if !fraction.is_empty() {
            out.push(match self {
                Lang::En => '.',
                Lang::Es => ',',
            });
            out.push_str(&fraction);
        }
        out
    }

    /// As [`Lang::number`], with up to `most` decimals and no zeros at their end: 9.4, 12, 0.05.
    #[must_use]
    pub fn short_number(self, value: f64, most: u8) -> String {
        let needed =
            rounded(value, most).map_or(0, |(_, _, fraction)| fraction.trim_end_matches('0').len());
        self.number(value, u8::try_from(needed).unwrap_or(most))
    }

    /// A whole number of things.
    #[must_use]
    pub fn count(self, value: u64) -> String {
        let mut out = String::new();
        self.group(&value.to_string(), &mut out);
        out
    }

    /// A large number in short: "1.2M", "12K"; "1,2 M", "12 mil". Below ten thousand as it is, without decimals.
    #[must_use]
    pub fn compact(self, value: f64) -> String {
        let size = value.abs();
        let (divisor, unit) = match self {
            _ if size < 9_999.5 || !value.is_finite() => return self.number(value, 0),
            Lang::En if size < 999_500.0 => (1e3, "K"),
            Lang::En if size < 999_500_000.0 => (1e6, "M"),
            Lang::En => (1e9, "B"),
            Lang::Es if size < 999_500.0 => (1e3, "mil"),
            Lang::Es => (1e6, "M"),
        };
        let scaled = value / divisor;
        let number = self.short_number(scaled, u8::from(scaled.abs() < 99.95));
        match self {
            Lang::En => format!("{number}{unit}"),
            Lang::Es => format!("{number}{NO_BREAK}{unit}"),
        }
    }

    /// A number with its sign, also when positive; zero has none. For differences: "+3.2", "-0.4", "0.0".
    #[must_use]
    pub fn signed(self, value: f64, decimals: u8) -> String {
        let text = self.number(value, decimals);
        let zero = !text.contains(|c: char| c.is_ascii_digit() && c != '0');
        if value > 0.0 && !zero {
            format!("+{text}")
        } else {
            text
        }
    }

    /// A share (0 to 1) in per cent: "81%", "81 %".
    #[must_use]
    pub fn percent(self, share: f64, decimals: u8) -> String {
        self.with_sign(self.number(share * 100.0, decimals), '%')
    }

    /// A share (0 to 1) in per mille: "9.4‰", "9,4 ‰".
    #[must_use]
    pub fn per_mille(self, share: f64, decimals: u8) -> String {
        self.with_sign(self.number(share * 1000.0, decimals), '‰')
    }

    /// The two ends of an interval, the same decimals on both: "64 to 77", "64 a 77". [`UNKNOWN`] if an end is not known.
    #[must_use]
    pub fn interval(self, low: f64, high: f64, decimals: u8) -> String {
        if !low.is_finite() || !high.is_finite() {
            return UNKNOWN.to_owned();
        }
        let to = match self {
            Lang::En => "to",
            Lang::Es => "a",
        };
        format!(
            "{} {to} {}",
            self.number(low, decimals),
            self.number(high, decimals)
        )
    }

    /// An interval of shares (0 to 1) in per cent: "64 to 77%", "64 a 77 %".
    #[must_use]
    pub fn percent_interval(self, low: f64, high: f64, decimals: u8) -> String {
        self.with_sign(self.interval(low * 100.0, high * 100.0, decimals), '%')
    }

    /// An interval of shares (0 to 1) in per mille: "26 to 37‰", "26 a 37 ‰".
    #[must_use]
    pub fn per_mille_interval(self, low: f64, high: f64, decimals: u8) -> String {
        self.with_sign(self.interval(low * 1000.0, high * 1000.0, decimals), '‰')
    }

    /// A number as somebody typed it in this language, in digits with at most one point: "1.234,5" in Spanish and "1,234.5" in
    /// English are `1234.5`. `None` where it is none, or where it could be two: a mark that groups must do so by threes.
    #[must_use]
    pub fn typed_number(self, text: &str) -> Option<String> {
        let text: String = text
            .chars()
            .filter(|c| !matches!(*c, ' ' | NO_BREAK | THIN))
            .map(|c| if c == '−' { '-' } else { c })
            .collect();
        let (sign, digits) = match text.strip_prefix('-') {
            Some(rest) => ("-", rest),
            None => ("", text.as_str()),
        };
        let (point, mark) = match self {
            Self::En => ('.', ','),
            Self::Es => (',', '.'),
        };
        let (whole, fraction) = match digits.split_once(point) {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (digits, None),
        };
        let all = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let (first, groups) = whole.split_once(mark).unwrap_or((whole, ""));
        let grouped = groups.is_empty() && !whole.contains(mark)
            || first.len() <= 3
                && groups
                    .split(mark)
                    .all(|group| group.len() == 3 && all(group));
        if grouped && all(first) && fraction.is_none_or(all) {
            let whole = whole.replace(mark, "");
            return Some(match fraction {
                Some(fraction) => format!("{sign}{whole}.{fraction}"),
                None => format!("{sign}{whole}"),
            });
        }
        // The other language's point, where it can be nothing else: 12.5 in Spanish.
        let (whole, fraction) = digits.split_once(mark)?;
        let other = fraction.len() != 3 && !digits.contains(point);
        (other && all(whole) && all(fraction)).then(|| format!("{sign}{whole}.{fraction}"))
    }

    fn with_sign(self, mut number: String, sign: char) -> String {
        if number != UNKNOWN {
            if self == Lang::Es {
                number.push(NO_BREAK);
            }
            number.push(sign);
        }
        number
    }

    fn group(self, digits: &str, out: &mut String) {
        let (separator, least) = match self {
            Lang::En => (',', 4),
            Lang::Es => (THIN, 5),
        };
        for (i, digit) in digits.chars().enumerate() {
            let left = digits.len() - i;
            if i > 0 && left.is_multiple_of(3) && digits.len() >= least {
                out.push(separator);
            }
            out.push(digit);
        }
    }
}

/// Sign, whole digits and exactly `decimals` decimal digits of `value`; `None` if it is not finite. Zero has no sign.
fn rounded(value: f64, decimals: u8) -> Option<(bool, String, String)> {
    if !value.is_finite() {
        return None;
    }
    let decimals = usize::from(decimals.min(MOST_DECIMALS));
    // The shortest decimal text that reads back as the same number, never with an exponent.
    let shortest = value.abs().to_string();
    let (whole, fraction) = shortest.split_once('.').unwrap_or((&shortest, ""));
    let mut digits: Vec<u8> = whole
        .bytes()
        .chain(
            fraction
                .bytes()
                .chain(std::iter::repeat(b'0'))
                .take(decimals),
        )
        .collect();
    if fraction
        .as_bytes()
        .get(decimals)
        .is_some_and(|next| *next >= b'5')
    {
        let mut i = digits.len();
        loop {
            if i == 0 {
                digits.insert(0, b'1');
                break;
            }
            i -= 1;
            if digits[i] == b'9' {
                digits[i] = b'0';
            } else {
                digits[i] += 1;
                break;
            }
        }
    }
    let negative = value < 0.0 && digits.iter().any(|d| *d != b'0');
    let fraction: String = digits
        .split_off(digits.len() - decimals)
        .into_iter()
        .map(char::from)
        .collect();
    Some((
        negative,
        digits.into_iter().map(char::from).collect(),
        fraction,
    ))
}

#[cfg(test)]
mod tests {
    use super::Lang::{En, Es};
    use proptest::prelude::*;

    #[test]
    fn typed_numbers_are_read_as_the_language_writes_them() {
        let es = |text| Es.typed_number(text);
        let en = |text| En.typed_number(text);
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(es("1.234,5"), some("1234.5"));
        assert_eq!(en("1,234.5"), some("1234.5"));
        assert_eq!((es("1.234"), en("1.234")), (some("1234"), some("1.234")));
        assert_eq!((es("12.5"), en("12,5")), (some("12.5"), some("12.5")));
        assert_eq!((es("−3"), en(" 40 ")), (some("-3"), some("40")));
        assert_eq!(es("12\u{202f}345,6"), some("12345.6"));
        for other in [
            "", "-", "a", "1,2,3", "12,34.5", ",5", "5,", "1e3", "--1", "1.23.456",
        ] {
            assert_eq!(en(other), None, "{other}");
        }
    }

    #[test]
    fn numbers_take_the_marks_of_their_language() {
        for (value, decimals, en, es) in [
            (0.0, 0, "0", "0"),
            (-0.0, 2, "0.00", "0,00"),
            (39.8, 1, "39.8", "39,8"),
            (-8.95, 2, "-8.95", "-8,95"),
            (999.0, 0, "999", "999"),
            (1234.0, 0, "1,234", "1234"),
            (1234.5, 1, "1,234.5", "1234,5"),
            (12_345.678, 2, "12,345.68", "12\u{202f}345,68"),
            (1_234_567.0, 0, "1,234,567", "1\u{202f}234\u{202f}567"),
            (-41_208.0, 0, "-41,208", "-41\u{202f}208"),
        ] {
            assert_eq!(En.number(value, decimals), en);
            assert_eq!(Es.number(value, decimals), es);
        }
    }

    #[test]
    fn halves_are_rounded_away_from_zero_as_they_are_written() {
        for (value, decimals, en) in [
            (0.5, 0, "1"),
            (1.5, 0, "2"),
            (2.5, 0, "3"),
            (-2.5, 0, "-3"),
            (1.005, 2, "1.01"),
            (0.125, 2, "0.13"),
            (9.995, 2, "10.00"),
            (99.95, 1, "100.0"),
            (999.5, 0, "1,000"),
            (-0.4, 0, "0"),
            (1e21, 0, "1,000,000,000,000,000,000,000"),
        ] {
            assert_eq!(En.number(value, decimals), en, "{value}");
        }
    }

    #[test]
    fn what_is_not_known_is_a_dash_and_never_a_number() {
        for unknown in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(En.number(unknown, 1), "—");
            assert_eq!(Es.percent(unknown, 1), "—");
            assert_eq!(En.signed(unknown, 1), "—");
            assert_eq!(En.compact(unknown), "—");
            assert_eq!(En.interval(1.0, unknown, 0), "—");
            assert_eq!(Es.percent_interval(unknown, 0.4, 0), "—");
        }
    }

    #[test]
    fn percent_stands_apart_in_spanish_and_close_in_english() {
        assert_eq!(En.percent(0.81, 0), "81%");
        assert_eq!(Es.percent(0.81, 0), "81\u{a0}%");
        assert_eq!(En.percent(0.0345, 1), "3.5%");
        assert_eq!(Es.percent(0.0345, 1), "3,5\u{a0}%");
        assert_eq!(En.per_mille(0.0094, 1), "9.4‰");
        assert_eq!(Es.per_mille(0.031, 0), "31\u{a0}‰");
    }

    #[test]
    fn intervals_are_said_in_words() {
        assert_eq!(En.interval(64.2, 76.6, 0), "64 to 77");
        assert_eq!(Es.interval(64.2, 76.6, 0), "64 a 77");
        assert_eq!(En.interval(-33.46, 4.0, 1), "-33.5 to 4.0");
        assert_eq!(En.percent_interval(0.0624, 0.1605, 1), "6.2 to 16.1%");
        assert_eq!(Es.percent_interval(0.0624, 0.1605, 1), "6,2 a 16,1\u{a0}%");
    }

    #[test]
    fn a_difference_shows_its_sign_and_none_shows_none() {
        assert_eq!(En.signed(3.2, 1), "+3.2");
        assert_eq!(Es.signed(-3.2, 1), "-3,2");
        assert_eq!(En.signed(0.0, 1), "0.0");
        assert_eq!(En.signed(0.04, 1), "0.0");
        assert_eq!(En.signed(-0.04, 1), "0.0");
    }

    #[test]
    fn large_numbers_have_a_short_form() {
        for (value, en, es) in [
            (999.0, "999", "999"),
            (9_999.0, "9,999", "9999"),
            (12_000.0, "12K", "12\u{a0}mil"),
            (41_208.0, "41.2K", "41,2\u{a0}mil"),
            (250_400.0, "250K", "250\u{a0}mil"),
            (999_600.0, "1M", "1\u{a0}M"),
            (1_230_000.0, "1.2M", "1,2\u{a0}M"),
            (-1_230_000.0, "-1.2M", "-1,2\u{a0}M"),
            (2_500_000_000.0, "2.5B", "2500\u{a0}M"),
        ] {
            assert_eq!(En.compact(value), en);
            assert_eq!(Es.compact(value), es);
        }
    }

    #[test]
    fn short_numbers_drop_the_zeros_at_their_end() {
        assert_eq!(En.short_number(12.0, 2), "12");
        assert_eq!(En.short_number(9.40, 2), "9.4");
        assert_eq!(Es.short_number(0.054, 2), "0,05");
        assert_eq!(En.short_number(0.999, 2), "1");
        assert_eq!(En.short_number(100.0, 0), "100");
    }

    proptest! {
        #[test]
        fn every_number_reads_back_within_half_a_unit_of_its_last_decimal(value in -1e12f64..1e12, decimals in 0u8..4) {
            let written = En.number(value, decimals).replace(',', "");
            let back: f64 = written.parse().unwrap();
            let unit = [1.0, 0.1, 0.01, 0.001][usize::from(decimals)];
            prop_assert!((back - value).abs() <= unit * 0.5 + value.abs() * 1e-15);
            let spanish = Es.number(value, decimals).replace('\u{202f}', "").replace(',', ".");
            prop_assert_eq!(written, spanish);
        }
    }
}
