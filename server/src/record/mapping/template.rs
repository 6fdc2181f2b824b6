//! Texts built from columns and `--set` variables: `{year}-05-{INTDATE}`.

use shared::record::MappingProblem;

/// A template, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Template {
    pub(crate) pieces: Vec<Piece>,
}

/// A piece of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Text as it stands.
    Text(String),
    /// The value of a column.
    Column(String),
    /// What all the cells of the row amount to: `{*}`.
    Row,
}

impl Template {
    /// Takes a template apart and fills in its variables. `Err` says what is wrong with it.
    pub(super) fn parse(
        template: &str,
        variable: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, MappingProblem> {
        let mut pieces = Vec::new();
        let mut text = String::new();
        let mut rest = template;
        while let Some(open) = rest.find(['{', '}']) {
            text.push_str(&rest[..open]);
            let after = &rest[open + 1..];
            if rest[open..].starts_with('}') {
                return Err(MappingProblem::LoneClose {
                    template: template.to_owned(),
                });
            }
            let close = after
                .find(['{', '}'])
                .filter(|close| after[*close..].starts_with('}'))
                .ok_or_else(|| MappingProblem::LoneOpen {
                    template: template.to_owned(),
                })?;
            let name = after[..close].trim();
            if name.is_empty() {
                return Err(MappingProblem::EmptyBraces {
                    template: template.to_owned(),
                });
            }
            match variable(name) {
                Some(value) => text.push_str(&value),
                None => {
                    if !text.is_empty() {
                        pieces.push(Piece::Text(std::mem::take(&mut text)));
                    }
                    pieces.push(match name {
                        "*" => Piece::Row,
                        name => Piece::Column(name.to_owned()),
                    });
                }
            }
            rest = &after[close + 1..];
        }
        text.push_str(rest);
        if !text.is_empty() {
            pieces.push(Piece::Text(text));
        }
        Ok(Self { pieces })
    }

    /// Whether it can differ from row to row.
    pub(super) fn differs(&self) -> bool {
        let mut pieces = self.pieces.iter();
        pieces.any(|piece| !matches!(piece, Piece::Text(_)))
    }

    /// The columns it is built from.
    pub(crate) fn columns(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Column(name) => Some(name.as_str()),
            Piece::Text(_) | Piece::Row => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(template: &str) -> Result<Template, MappingProblem> {
        Template::parse(template, |name| (name == "year").then(|| "2017".to_owned()))
    }

    #[test]
    fn variables_become_text_and_columns_stay_columns() {
        let template = parse("{year}-05-{INTDATE}").unwrap();
        assert_eq!(
            template.pieces,
            [
                Piece::Text("2017-05-".to_owned()),
                Piece::Column("INTDATE".to_owned())
            ]
        );
        assert_eq!(template.columns().collect::<Vec<_>>(), ["INTDATE"]);
    }

    #[test]
    fn a_star_is_the_whole_row_and_no_column() {
        let template = parse("{year}/{*}").unwrap();
        assert_eq!(
            template.pieces,
            [Piece::Text("2017/".to_owned()), Piece::Row]
        );
        assert_eq!(template.columns().count(), 0);
        assert_eq!(parse("{*RESPNUM}").unwrap().columns().count(), 1);
    }

    #[test]
    fn braces_that_do_not_match_are_said() {
        let template = "{year".to_owned();
        assert_eq!(parse(&template), Err(MappingProblem::LoneOpen { template }));
        let template = "{year/{id}".to_owned();
        assert_eq!(parse(&template), Err(MappingProblem::LoneOpen { template }));
        let template = "year}".to_owned();
        assert_eq!(
            parse(&template),
            Err(MappingProblem::LoneClose { template })
        );
        let template = "{}".to_owned();
        assert_eq!(
            parse(&template),
            Err(MappingProblem::EmptyBraces { template })
        );
    }
}
