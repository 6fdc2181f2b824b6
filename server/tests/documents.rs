//! What the documents say is there.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::{fs, path::Path};

/// Requirements of levels 1 and 2 in each chapter of OWASP ASVS 5.0, counted in its lists.
const REQUIREMENTS: [usize; 17] = [27, 11, 19, 10, 9, 33, 18, 7, 7, 29, 13, 9, 13, 9, 13, 16, 7];

/// The rows of the list in docs/security.md: number, what is asked, what holds it.
fn rows() -> Vec<(String, String)> {
    let text = fs::read_to_string(root().join("docs/security.md")).unwrap();
    let list = text.split_once("## OWASP ASVS").unwrap().1;
    let rows = list.lines().filter_map(|line| {
        let mut cells = line.strip_prefix("| ")?.splitn(3, " | ");
        let number = cells.next()?.to_owned();
        let held = cells.nth(1)?.trim_end_matches(" |").to_owned();
        number
            .starts_with(|c: char| c.is_ascii_digit())
            .then_some((number, held))
    });
    rows.collect()
}

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

#[test]
fn every_requirement_of_asvs_at_its_first_two_levels_has_its_row() {
    let rows = rows();
    let mut counted = [0; 17];
    let mut seen = std::collections::BTreeSet::new();
    for (number, held) in &rows {
        let chapter: usize = number.split('.').next().unwrap().parse().unwrap();
        counted[chapter - 1] += 1;
        assert!(seen.insert(number), "{number} stands twice");
        assert!(
            !held.is_empty() && !held.contains("not held"),
            "{number}: {held}"
        );
    }
    assert_eq!(counted, REQUIREMENTS);
}

#[test]
fn what_holds_a_requirement_is_where_the_row_says() {
    let mut tests = 0;
    for (number, held) in rows() {
        let quoted: Vec<&str> = held.split('`').skip(1).step_by(2).collect();
        for (at, name) in quoted.iter().enumerate() {
            let is_path = name.contains('/')
                && !name.contains(' ')
                && !name.starts_with('/')
                && !name.contains("://");
            if !is_path {
                continue;
            }
            let path = root().join(name);
            assert!(path.exists(), "{number}: {name} is not there");
            let after = held.split(&format!("`{name}`: `")).nth(1);
            if let (Some(after), Some(next)) = (after, quoted.get(at + 1))
                && after.starts_with(next)
            {
                let code = fs::read_to_string(&path).unwrap();
                assert!(
                    code.contains(&format!("fn {next}(")),
                    "{number}: {name} has no {next}"
                );
                tests += 1;
            }
        }
    }
    assert!(tests > 100, "{tests}");
}
