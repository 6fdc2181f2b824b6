//! The forms in which a cell may be a date. Which of them is meant, the cell alone does not say.

/// The formats, the one with the day first before the one with the month first.
pub(crate) fn forms(cell: &str) -> Option<Vec<String>> {
    let (date, time) = match cell.find([' ', 'T']) {
        Some(at) => cell.split_at(at),
        None => (cell, ""),
    };
    let time = self::time(time)?;
    let mark = date.chars().find(|letter| !letter.is_ascii_digit())?;
    let parts: Vec<usize> = date.split(mark).map(str::len).collect();
    if !matches!(mark, '/' | '-' | '.') {
        return None;
    }
    let all = match parts.as_slice() {
        [4, 1..=2, 1..=2] => vec![format!("%Y{mark}%m{mark}%d{time}")],
        [1..=2, 1..=2, year @ (2 | 4)] => {
            let year = if *year == 4 { "%Y" } else { "%y" };
            vec![
                format!("%d{mark}%m{mark}{year}{time}"),
                format!("%m{mark}%d{mark}{year}{time}"),
            ]
        }
        _ => return None,
    };
    Some(all)
}

/// How the time of day behind a date is written, with what stands between.
fn time(text: &str) -> Option<String> {
    let Some(between) = text.chars().next() else {
        return Some(String::new());
    };
    let clock = &text[between.len_utf8()..];
    let (clock, after) = match clock.find(|letter: char| !matches!(letter, '0'..='9' | ':' | '.')) {
        Some(at) => clock.split_at(at),
        None => (clock, ""),
    };
    let half = matches!(after.trim().to_ascii_uppercase().as_str(), "AM" | "PM");
    let (hour, after) = match after {
        "" => ("%H", ""),
        "Z" => ("%H", "Z"),
        " AM" | " PM" | " am" | " pm" => ("%I", " %p"),
        _ if half => ("%I", "%p"),
        _ if after.starts_with(['+', '-']) && after.contains(':') => ("%H", "%:z"),
        _ if after.starts_with(['+', '-']) => ("%H", "%z"),
        _ => return None,
    };
    let clock = match clock.matches(':').count() {
        1 => format!("{hour}:%M"),
        2 if clock.contains('.') => format!("{hour}:%M:%S%.f"),
        2 => format!("{hour}:%M:%S"),
        _ => return None,
    };
    Some(format!("{between}{clock}{after}"))
}

#[cfg(test)]
mod tests {
    use super::forms;

    #[test]
    fn a_cell_says_its_forms_and_not_which_is_meant() {
        let said = |cell| forms(cell).unwrap_or_default();
        assert_eq!(said("3/4/2026"), ["%d/%m/%Y", "%m/%d/%Y"]);
        assert_eq!(said("2013-01-01T10:00:00Z"), ["%Y-%m-%dT%H:%M:%SZ"]);
        assert_eq!(
            said("05/11/2016 12:00:00 AM"),
            ["%d/%m/%Y %I:%M:%S %p", "%m/%d/%Y %I:%M:%S %p"]
        );
        assert_eq!(
            said("2026-03-01T09:30:00.25+02:00"),
            ["%Y-%m-%dT%H:%M:%S%.f%:z"]
        );
        for cell in [
            "",
            "12:30",
            "soon",
            "1/2",
            "1.234,56",
            "2026-03-01 noon",
            "1/2/3/4",
        ] {
            assert_eq!(said(cell), Vec::<String>::new(), "{cell}");
        }
    }
}
