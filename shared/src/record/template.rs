//! Texts that a mapping makes of columns and variables, `{year}/{RESPNUM}`, as the import page changes them.

/// Columns are known in any case, with or without spaces around.
pub(super) fn alike(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

/// Whether a template is made of a column.
pub(super) fn is_made_of(variables: &[String], template: &str, column: &str) -> bool {
    pieces(template).any(|(name, _)| is_column(variables, name, column))
}

/// Whether a piece of a template is a column. A variable goes before a column of its name, and its name is taken as it is written.
pub(super) fn is_column(variables: &[String], piece: &str, column: &str) -> bool {
    alike(piece, column) && !variables.iter().any(|name| name == piece.trim())
}

/// The columns of a template, each with the whole piece it stands in.
pub(super) fn pieces(template: &str) -> impl Iterator<Item = (&str, &str)> {
    let closes = template.match_indices('}');
    closes.filter_map(|(close, _)| {
        let open = template[..close].rfind('{')?;
        Some((&template[open + 1..close], &template[open..=close]))
    })
}

/// A template without the pieces that are meant, and without the slashes that joined them.
pub(super) fn without(template: &str, meant: impl Fn(&str) -> bool) -> String {
    let mut left = template.to_owned();
    for (name, piece) in pieces(template) {
        if meant(name.trim()) {
            for joined in [format!("/{piece}"), format!("{piece}/"), piece.to_owned()] {
                if let Some(at) = left.find(&joined) {
                    left.replace_range(at..at + joined.len(), "");
                    break;
                }
            }
        }
    }
    left
}
