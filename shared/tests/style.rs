//! The style sheets keep their promises: every pair of text and ground reaches its WCAG contrast in both themes, every token
//! used is defined, and the friction scale stays in order for every kind of colour vision.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a broken style sheet should stop the test"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

type Rgb = [f64; 3];

const THEMES: [&str; 2] = ["light", "dark"];

fn sheets() -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../style");
    std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().extension().is_some_and(|e| e == "css"))
        .map(|entry| {
            (
                entry.file_name().to_string_lossy().into_owned(),
                std::fs::read_to_string(entry.path()).unwrap(),
            )
        })
        .collect()
}

fn without_comments(css: &str) -> String {
    let mut out = String::new();
    let mut rest = css;
    while let Some(start) = rest.find("/*") {
        out.push_str(&rest[..start]);
        rest = rest[start..]
            .split_once("*/")
            .map_or("", |(_, after)| after);
    }
    out + rest
}

fn hex(text: &str) -> Option<Rgb> {
    let digits = text.trim().strip_prefix('#').filter(|d| d.len() == 6)?;
    let channel = |i: usize| {
        u8::from_str_radix(&digits[i..i + 2], 16)
            .ok()
            .map(f64::from)
    };
    Some([channel(0)?, channel(2)?, channel(4)?])
}

/// The colour tokens of one theme (0 light, 1 dark).
fn tokens(theme: usize) -> BTreeMap<String, Rgb> {
    let css = without_comments(&sheets()["00-tokens.css"]);
    css.split([';', '{', '}'])
        .filter_map(|declaration| {
            let (name, value) = declaration.trim().strip_prefix("--")?.split_once(':')?;
            let both = value
                .trim()
                .strip_prefix("light-dark(")?
                .strip_suffix(')')?;
            let colour = hex(both.split(',').nth(theme)?)?;
            Some((name.trim().to_owned(), colour))
        })
        .collect()
}

/// `pair 4.5: text … on ground …` lines of the token file.
fn pairs() -> Vec<(f64, Vec<String>, Vec<String>)> {
    let words = |s: &str| s.split_whitespace().map(str::to_owned).collect();
    sheets()["00-tokens.css"]
        .lines()
        .filter_map(|line| line.trim().strip_prefix("* pair "))
        .map(|line| {
            let (least, rest) = line.split_once(':').unwrap();
            let (over, under) = rest.split_once(" on ").unwrap();
            (least.trim().parse().unwrap(), words(over), words(under))
        })
        .collect()
}

/// One sRGB channel (0 to 255) as linear light (WCAG 2.2, "relative luminance").
fn linear(channel: f64) -> f64 {
    let c = channel / 255.0;
    if c <= 0.04045 {
        c / 12.92
    } else {
        libm::pow((c + 0.055) / 1.055, 2.4)
    }
}

fn luminance(colour: Rgb) -> f64 {
    let [r, g, b] = colour.map(linear);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn contrast(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
    a.max(b) / a.min(b)
}

/// CIE lightness L* (0 to 100) of a luminance.
fn lightness(y: f64) -> f64 {
    if y > 0.008_856 {
        116.0 * libm::cbrt(y) - 16.0
    } else {
        903.3 * y
    }
}

#[test]
fn contrast_is_computed_as_wcag_defines_it() {
    let (black, white) = ([0.0; 3], [255.0; 3]);
    assert!((contrast(black, white) - 21.0).abs() < 1e-9);
    assert!((contrast(white, white) - 1.0).abs() < 1e-9);
    // #767676 on white is the well-known lightest grey that passes AA: 4.54.
    assert!((contrast([118.0; 3], white) - 4.54).abs() < 0.005);
}

#[test]
fn every_declared_pair_reaches_its_contrast_in_both_themes() {
    let mut failures = Vec::new();
    for (theme, name) in THEMES.iter().enumerate() {
        let tokens = tokens(theme);
        let colour = |token: &String| {
            *tokens
                .get(token)
                .unwrap_or_else(|| panic!("pair names --{token}, which no token defines"))
        };
        for (least, over, under) in pairs() {
            for text in &over {
                for ground in &under {
                    let ratio = contrast(colour(text), colour(ground));
                    if ratio < least {
                        failures.push(format!(
                            "{name}: --{text} on --{ground} is {ratio:.2}, needs {least}"
                        ));
                    }
                }
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(pairs().len() > 10);
}

#[test]
fn every_text_and_ground_in_the_sheets_is_part_of_a_declared_pair() {
    let (mut texts, mut grounds) = (BTreeSet::new(), BTreeSet::new());
    for (least, over, under) in pairs() {
        if least >= 4.5 {
            texts.extend(over);
        }
        grounds.extend(under);
    }
    let known = tokens(0);
    let mut strays = Vec::new();
    for (file, css) in sheets() {
        for declaration in without_comments(&css).split([';', '{', '}']) {
            let Some((property, value)) = declaration.split_once(':') else {
                continue;
            };
            let Some(token) = value
                .trim()
                .strip_prefix("var(--")
                .and_then(|v| v.strip_suffix(')'))
            else {
                continue;
            };
            if !known.contains_key(token) {
                continue;
            }
            let stray = match property.trim() {
                "color" => !texts.contains(token),
                // Fills that carry no text (dots, lines) are held to 3:1 as the first part of a pair instead.
                "background" | "background-color" => {
                    !grounds.contains(token)
                        && !pairs()
                            .iter()
                            .any(|(_, over, _)| over.iter().any(|t| t == token))
                        && !token.starts_with("line")
                }
                _ => false,
            };
            if stray {
                strays.push(format!("{file}: {} --{token}", property.trim()));
            }
        }
    }
    assert!(strays.is_empty(), "no pair names\n{}", strays.join("\n"));
}

#[test]
fn every_variable_that_is_used_is_set_somewhere_or_has_a_fallback() {
    let all: String = sheets().values().map(|css| without_comments(css)).collect();
    // Set in the markup, per element, and by whoever paints others on the board.
    let mut set: BTreeSet<&str> = BTreeSet::from(["hue", "peer"]);
    for declaration in all.split([';', '{', '}', '(']) {
        if let Some((name, _)) = declaration
            .trim()
            .strip_prefix("--")
            .and_then(|d| d.split_once(':'))
        {
            set.insert(name.trim());
        }
    }
    let missing: BTreeSet<&str> = all
        .split("var(--")
        .skip(1)
        .filter_map(|rest| {
            let end = rest.find([',', ')'])?;
            (rest.as_bytes()[end] == b')').then(|| rest[..end].trim())
        })
        .filter(|name| !set.contains(name))
        .collect();
    assert!(missing.is_empty(), "used, never set: {missing:?}");
}

#[test]
fn heat_keeps_its_order_for_every_kind_of_colour_vision() {
    // Linear-light simulation matrices at full severity: Machado, Oliveira, Fernandes 2009, table 1.
    let visions: [(&str, [[f64; 3]; 3]); 4] = [
        ("usual", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
        (
            "protanopia",
            [
                [0.152286, 1.052583, -0.204868],
                [0.114503, 0.786281, 0.099216],
                [-0.003882, -0.048116, 1.051998],
            ],
        ),
        (
            "deuteranopia",
            [
                [0.367322, 0.860646, -0.227968],
                [0.280085, 0.672501, 0.047413],
                [-0.011820, 0.042940, 0.968881],
            ],
        ),
        (
            "tritanopia",
            [
                [1.255528, -0.076749, -0.178779],
                [-0.078411, 0.930809, 0.147602],
                [0.004733, 0.691367, 0.303900],
            ],
        ),
    ];
    for (theme, theme_name) in THEMES.iter().enumerate() {
        let tokens = tokens(theme);
        for (vision, matrix) in visions {
            let scale: Vec<f64> = (0..6)
                .map(|step| {
                    let light = tokens[&format!("heat-{step}")].map(linear);
                    let seen = matrix.map(|row| {
                        row.iter()
                            .zip(light)
                            .map(|(m, c)| m * c)
                            .sum::<f64>()
                            .clamp(0.0, 1.0)
                    });
                    lightness(0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2])
                })
                .collect();
            let direction = if theme == 0 { -1.0 } else { 1.0 };
            for pair in scale.windows(2) {
                assert!(
                    (pair[1] - pair[0]) * direction >= 3.0,
                    "{theme_name}, {vision}: steps are not at least 3 L* apart in order: {scale:.1?}"
                );
            }
        }
    }
}
