//! What a mapping says that the import page has no control for: it stays as it is there, and only its text changes it.

use super::MappingDocument;

/// A kind of thing that only the text of a mapping says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileOnly {
    /// The journey to make, and where its touchpoints stand.
    Journey,
    /// Other headers of columns.
    Headers,
    /// More than one way in which the time is written.
    Times,
    /// Amounts of some rows only, about a touchpoint, or several of one column.
    Amounts,
    /// Day tallies of several dimensions together.
    Tallies,
    /// Cells that mean "nothing" in every column.
    Nulls,
}

impl MappingDocument {
    /// What of it only its text can change.
    #[must_use]
    pub fn file_only(&self) -> Vec<FileOnly> {
        let placed = self.touchpoint.iter().any(|touchpoint| {
            touchpoint.step.is_some()
                || touchpoint.department.is_some()
                || touchpoint.channel.is_some()
                || touchpoint.moment_of_truth
        });
        let narrow = self.amount.iter().enumerate().any(|(at, amount)| {
            let of_column = |other: &super::AmountPart| other.column == amount.column;
            let another = self.amount.iter().take(at).any(of_column);
            another
                || amount.touchpoint.is_some()
                || !amount.r#where.is_empty()
                || !amount.nulls.is_empty()
        });
        let found = [
            (FileOnly::Journey, self.journey.is_some() || placed),
            (FileOnly::Headers, !self.columns.is_empty()),
            (FileOnly::Times, self.time.forms.len() > 1),
            (FileOnly::Amounts, narrow),
            (
                FileOnly::Tallies,
                self.rollup.by.iter().any(|list| list.len() > 1),
            ),
            (FileOnly::Nulls, !self.source.nulls.is_empty()),
        ];
        let found = found.into_iter().filter(|(_, there)| *there);
        found.map(|(what, _)| what).collect()
    }
}
