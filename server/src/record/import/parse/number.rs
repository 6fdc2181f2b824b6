//! Numbers as the mapping says that the file writes them.

use std::borrow::Cow;

use crate::record::{mapping::Decimal, table::CellKind};

/// A cell's number with a decimal point and nothing between its thousands; `None` if it is not written as declared.
pub(super) fn plain(cell: &str, kind: CellKind, decimal: Decimal) -> Option<Cow<'_, str>> {
    if kind == CellKind::Number || decimal == Decimal::Point {
        return Some(Cow::Borrowed(cell));
    }
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (sign, unsigned) = match cell.strip_prefix(['-', '+']) {
        Some(rest) => (&cell[..1], rest),
        None => ("", cell),
    };
    let (whole, fraction) = unsigned.split_once(',').unwrap_or((unsigned, "0"));
    if fraction.is_empty() || !digits(fraction) {
        return None;
    }
    let mut groups = whole.split('.');
    let first = groups
        .next()
        .filter(|first| !first.is_empty() && digits(first))?;
    let rest: Vec<&str> = groups.collect();
    let grouped = rest.iter().all(|group| group.len() == 3 && digits(group));
    if !grouped || !rest.is_empty() && first.len() > 3 {
        return None;
    }
    Some(if unsigned.contains([',', '.']) {
        Cow::Owned(format!("{sign}{first}{}.{fraction}", rest.concat()))
    } else {
        Cow::Borrowed(cell)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spanish_number_is_read_and_one_that_could_be_something_else_is_not() {
        let read = |cell| plain(cell, CellKind::Text, Decimal::Comma).map(Cow::into_owned);
        for (cell, number) in [
            ("1.234,56", "1234.56"),
            ("1234,5", "1234.5"),
            ("-1.234.567", "-1234567.0"),
            ("4", "4"),
            ("4,0", "4.0"),
        ] {
            assert_eq!(read(cell).as_deref(), Some(number), "{cell}");
        }
        for cell in [
            "1.5", "1,234.56", "1234.567", "12.34", ",5", "5,", "", "1e3", "x", "1,2,3",
        ] {
            assert_eq!(read(cell), None, "{cell}");
        }
    }

    #[test]
    fn what_a_format_knows_to_be_a_number_has_a_decimal_point() {
        assert_eq!(
            plain("1.234", CellKind::Number, Decimal::Comma).as_deref(),
            Some("1.234")
        );
    }
}
